namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    // No message here may hold the password or a part of it: messages go to logs and terminals.
    private static void CheckAuthentication(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        if (instance.Authentication is not { } authentication) return;
        var key = $"{path}.{ConfigurationKeys.Authentication}";
        if (instance.Version == 3)
        {
            findings.Add(
                ConfigurationRules.AuthenticationVersion,
                key,
                "Version 3 advertisements have no room for a password (RFC 9568 section 9).",
                "Leave authentication out, or write 'version: 2'.");
        }

        if (!authentication.IsElsewhere) CheckPassword(authentication.Password, $"{key}.{ConfigurationKeys.Password}", findings);
    }

    private static void CheckPassword(string password, string path, DiagnosticList findings)
    {
        if (password.Any(c => c is < ' ' or > '~'))
        {
            findings.Add(
                ConfigurationRules.PasswordCharacters,
                path,
                "The password has characters that are not printable ASCII.",
                "Use letters, digits and signs only; both nodes need the same eight bytes.");
        }
        else if (password.Length is 0 or > SimplePasswordAuthentication.MaximumLength)
        {
            var found = password.Length == 0 ? "The password is empty" : $"The password has {password.Length} characters";
            findings.Add(
                ConfigurationRules.PasswordLength,
                path,
                $"{found}: an advertisement carries 1 to 8 (RFC 2338 section 5.3.10).",
                "keepalived silently uses the first eight characters; write those if the other node is a keepalived.");
        }
    }
}
