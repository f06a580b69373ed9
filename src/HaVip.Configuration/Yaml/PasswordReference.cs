using System.Diagnostics.CodeAnalysis;
using System.Text;
using HaVip.Configuration.Files;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml;

/// <summary>
/// What stands for a password: itself, or <c>credential:NAME</c>, which is longer than any password and so none.
/// </summary>
public static class PasswordReference
{
    /// <summary>False with the reason in words, which never hold a part of a password.</summary>
    /// <param name="text">As it stands in the file.</param>
    /// <param name="isRequired">A credential that this process does not have is a problem, and not left open.</param>
    /// <param name="password">Of a credential the first line.</param>
    /// <param name="problem">Why not.</param>
    public static bool TryResolve(
        string text,
        bool isRequired,
        [NotNullWhen(true)] out SimplePasswordAuthentication? password,
        [NotNullWhen(false)] out string? problem)
    {
        (password, problem) = (null, null);
        if (!CredentialReference.IsReference(text)) password = new SimplePasswordAuthentication(text);
        else if (ServiceCredential.TryRead(text, isRequired, out var bytes, out problem))
            password = new SimplePasswordAuthentication(FirstLine(bytes)) { Reference = text };
        return password is not null;
    }

    private static string FirstLine(byte[] bytes) => Encoding.UTF8.GetString(bytes).Split('\n', '\r')[0];
}
