using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using HaVip.Configuration.Files;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Yaml;

/// <summary>Where a key is: <c>file:PATH</c> (its bytes as they are), <c>hex:DIGITS</c>,
/// <c>credential:NAME</c> (of the service, as it is), or the text itself.</summary>
public static class HmacKeyReference
{
    private const string FilePrefix = "file:";
    private const string HexPrefix = "hex:";
    private const int FileSizeLimit = 4096;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public static bool IsFile(string reference) => reference.StartsWith(FilePrefix, StringComparison.Ordinal);

    /// <summary>The path of a key in a file; null for any other.</summary>
    public static string? PathOf(string reference) => IsFile(reference) ? reference[FilePrefix.Length..] : null;

    /// <summary>Whether it only says where the key is.</summary>
    public static bool IsElsewhere(string reference) => IsFile(reference) || CredentialReference.IsReference(reference);

    /// <summary>False with the reason in words, which never hold a part of a key.</summary>
    /// <param name="reference">As it stands in the file.</param>
    /// <param name="isRequired">A credential that this process does not have is a problem, and not left open.</param>
    /// <param name="material">The key.</param>
    /// <param name="problem">Why not.</param>
    public static bool TryResolve(
        string reference,
        bool isRequired,
        [NotNullWhen(true)] out Secret? material,
        [NotNullWhen(false)] out string? problem)
    {
        material = null;
        problem = null;
        if (IsFile(reference))
            material = ReadFile(PathOf(reference)!, out problem);
        else if (CredentialReference.IsReference(reference))
            material = ServiceCredential.TryRead(reference, isRequired, out var read, out problem) ? new Secret(read) : null;
        else if (!reference.StartsWith(HexPrefix, StringComparison.Ordinal))
            material = new Secret(Encoding.UTF8.GetBytes(reference));
        else if (TryHex(reference.AsSpan(HexPrefix.Length), out var bytes)) material = new Secret(bytes);
        else problem = "what follows 'hex:' is not pairs of hexadecimal digits.";
        return material is not null;
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out byte[] bytes)
    {
        bytes = [];
        if (digits.Length % 2 != 0 || digits.ContainsAnyExcept(HexDigits)) return false;
        bytes = Convert.FromHexString(digits);
        return true;
    }

    private static Secret? ReadFile(string path, out string? problem)
    {
        problem = null;
        var shown = Shown.OneLine(path);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            if (Fault(file, path) is { } fault) problem = $"the file '{shown}' {fault.Message}; run: {fault.Fix}";
            else if (TryReadAll(file, out var bytes)) return new Secret(bytes);
            else problem = $"the file '{shown}' is too large for a key.";
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = $"there is no file '{shown}'.";
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            problem = $"the file '{shown}' cannot be read: {Shown.OneLine(e.Message)}";
        }

        return null;
    }

    private static FileFault? Fault(FileStream file, string path) =>
        OperatingSystem.IsLinux() ? FileTrust.Faults(file.SafeFileHandle, path).FirstOrDefault() : null;

    // One byte more than allowed tells a file that is too large, one without an end included.
    private static bool TryReadAll(FileStream file, out ReadOnlySpan<byte> bytes)
    {
        var buffer = new byte[FileSizeLimit + 1];
        var count = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        bytes = buffer.AsSpan(0, count);
        return count <= FileSizeLimit;
    }
}
