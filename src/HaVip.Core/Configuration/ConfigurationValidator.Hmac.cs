using HaVip.Core.Wire;

namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    // No message here may hold a key or a part of it.
    private static void CheckHmac(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        if (instance.Hmac is not { } hmac) return;
        if (instance.Authentication is not null)
        {
            findings.Add(
                ConfigurationRules.HmacExcludesPassword,
                path,
                "An instance has a password or HMAC keys, not both.",
                "Keep the keys: a password is sent in clear text.");
        }

        CheckKeys(hmac, path, findings);
        if (hmac.Window is not { } window) return;
        if (window >= ConfigurationLimits.MinimumHmacWindow && window <= ConfigurationLimits.MaximumHmacWindow) return;
        findings.Add(
            ConfigurationRules.HmacWindowRange,
            $"{path}.{ConfigurationKeys.Window}",
            $"window is {window}: expected 1s to 300s.",
            "Leave it out for three advertisement intervals, at least 5s.");
    }

    private static void CheckKeys(HmacAuthentication hmac, string path, DiagnosticList findings)
    {
        var keysPath = $"{path}.{ConfigurationKeys.Keys}";
        if (hmac.Keys.Count == 0)
        {
            const string Example = "Write one, for example: keys: { 1: \"file:/etc/havip/keys/1\" }";
            findings.Add(ConfigurationRules.HmacKeyRequired, keysPath, "There is no key to sign with.", Example);
            return;
        }

        foreach (var key in hmac.Keys) CheckKey(key, $"{keysPath}.{key.Id}", findings);
        if (hmac.Find(hmac.ActiveKey) is not null) return;
        findings.Add(
            ConfigurationRules.HmacActiveKeyUnknown,
            $"{path}.{ConfigurationKeys.ActiveKey}",
            $"activeKey is {hmac.ActiveKey}, and there is no key of that id.",
            $"The keys are: {string.Join(", ", hmac.Keys.Select(key => key.Id))}.");
    }

    private static void CheckKey(HmacKey key, string path, DiagnosticList findings)
    {
        if (key.Id == 0)
        {
            findings.Add(
                ConfigurationRules.HmacKeyId, path, "A key has the id 0: ids are 1 to 255.", "Give it another id on every node.");
        }

        if (key.IsElsewhere) return;
        if (key.Material.Length is >= HmacTrailer.MinimumKeyLength and <= HmacTrailer.MaximumKeyLength) return;
        findings.Add(
            ConfigurationRules.HmacKeyLength,
            path,
            $"Key {key.Id} has {key.Material.Length} bytes: expected 32 to 64.",
            "Make one with: head -c 32 /dev/urandom > /etc/havip/keys/1");
    }
}
