using System.Diagnostics.CodeAnalysis;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Files;

/// <summary>
/// The credentials that systemd hands to the runner's service: files in a folder of memory that the service and root
/// read. Who put them there decides who may, so their modes are not judged.
/// </summary>
internal static class ServiceCredential
{
    private const string Variable = "CREDENTIALS_DIRECTORY";
    private const string OfService = "/run/credentials/havip.service";
    private const int SizeLimit = 4096;

    /// <summary>
    /// False with the reason in words. Where this process is not the service, and root sees nothing of a running one
    /// either, there is nothing to read: empty bytes then, unless they are required.
    /// </summary>
    /// <param name="reference"><c>credential:NAME</c>.</param>
    /// <param name="isRequired">Without it nothing works.</param>
    /// <param name="bytes">What is in it.</param>
    /// <param name="problem">Never holds a part of a secret.</param>
    public static bool TryRead(
        string reference,
        bool isRequired,
        [NotNullWhen(true)] out byte[]? bytes,
        [NotNullWhen(false)] out string? problem)
    {
        (bytes, problem) = (null, null);
        var name = CredentialReference.NameOf(reference)!;
        if (!CredentialReference.IsName(name))
        {
            problem = "the name of a credential has letters, digits, '_', '-' and '.', and 64 characters at most.";
            return false;
        }

        var own = Environment.GetEnvironmentVariable(Variable);
        var path = Path.Combine(own ?? OfService, name);
        try
        {
            bytes = Read(path);
            if (bytes is null) problem = $"the credential '{name}' is too large.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (own is null && !isRequired) bytes = [];
            else problem = Missing(name, own, e);
        }

        return bytes is not null;
    }

    private static byte[]? Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var buffer = new byte[SizeLimit + 1];
        var count = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return count <= SizeLimit ? buffer[..count] : null;
    }

    private static string Missing(string name, string? folder, Exception error)
    {
        if (folder is null) return $"there is no credential '{name}': this process was not given any ({Variable} is not set).";
        return error is FileNotFoundException or DirectoryNotFoundException
            ? $"the service was given no credential '{name}'; run Install-HaVipNode -Repair and restart it."
            : $"the credential '{name}' cannot be read: {Shown.OneLine(error.Message)}";
    }
}
