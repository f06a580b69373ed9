using System.Management.Automation;
using System.Security;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;

namespace HaVip.PowerShell.Parameters;

/// <summary>
/// Takes a secure string, <c>file:PATH</c> whose first line is the secret, or <c>credential:NAME</c>. Plain text is refused: a command line is
/// seen by every user of the machine and kept in histories.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PasswordAttribute : ArgumentTransformationAttribute
{
    internal const string FilePrefix = "file:";

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var input = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (input is SecureString or null) return input!;

        // An unquoted 1111 comes as a number.
        if (input is string named && CredentialReference.IsReference(named)) return Conceal(named);
        if (input is not string text || !text.StartsWith(FilePrefix, StringComparison.Ordinal))
        {
            throw new ArgumentTransformationMetadataException(
                "A password is a SecureString (Read-Host -AsSecureString), file:PATH or credential:NAME, never plain text.");
        }

        return ReadFile(text[FilePrefix.Length..]);
    }

    /// <summary>The characters of a secure string, for the file that has to hold them.</summary>
    internal static string Reveal(SecureString secret) => new System.Net.NetworkCredential("", secret).Password;

    /// <summary>The password, or the credential that holds it; null for none.</summary>
    /// <exception cref="HaVipException">CredentialUnavailable.</exception>
    internal static SimplePasswordAuthentication? Read(SecureString? given)
    {
        if (given is null) return null;
        return PasswordReference.TryResolve(Reveal(given), isRequired: false, out var password, out var problem)
            ? password
            : throw new HaVipException(
                "CredentialUnavailable",
                ErrorCategory.InvalidArgument,
                $"Password: {problem}",
                "Name a credential of the service, as credential:vrrp-password.");
    }

    internal static SecureString Conceal(string text)
    {
        var secret = new SecureString();
        foreach (var c in text) secret.AppendChar(c);
        secret.MakeReadOnly();
        return secret;
    }

    private static SecureString ReadFile(string path)
    {
        try
        {
            return Conceal(File.ReadLines(path).FirstOrDefault() ?? "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentTransformationMetadataException($"The password file cannot be read: {e.Message}", e);
        }
    }
}
