using System.Management.Automation;
using System.Security;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.PowerShell.Parameters;

namespace HaVip.PowerShell.Commands;

/// <summary>HMAC keys. No message here may hold one or a part of it.</summary>
public sealed partial class InstallHaVipNodeCommand
{
    private HmacAuthentication? Hmac()
    {
        if (HmacKey is not { } given) return HasHmacSettings ? throw KeyMissing() : null;
        var keys = given.Keys.Cast<byte>().Order().Select(id => Key(id, given[id]!)).ToList();
        if (HmacActiveKey is null && keys.Count > 1) throw ActiveKeyMissing(keys);
        return new HmacAuthentication
        {
            Keys = keys,
            ActiveKey = (byte)(HmacActiveKey ?? keys[0].Id),
            Mode = HmacMode,
            AntiReplay = HmacAntiReplay,
            Window = HmacWindow is { } window ? Duration.FromTimeSpan(window) : null,
        };
    }

    private bool HasHmacSettings => MyInvocation.BoundParameters.Keys
        .Any(name => name.StartsWith("Hmac", StringComparison.OrdinalIgnoreCase));

    /// <summary>A file stays where it is and is named in the configuration; a secret is written into it.</summary>
    private HmacKey Key(byte id, object given)
    {
        var reference = given is SecureString secret
            ? PasswordAttribute.Reveal(secret)
            : PasswordAttribute.FilePrefix + FullPath(((string)given)[PasswordAttribute.FilePrefix.Length..]);
        return HmacKeyReference.TryResolve(reference, out var material, out var problem)
            ? new HmacKey(id, reference, material)
            : throw KeyUnreadable(id, problem);
    }

    private static HaVipException KeyMissing() => new(
        "HmacKeyMissing",
        ErrorCategory.InvalidArgument,
        "HMAC is set up without a key.",
        "Give it with -HmacKey, as a SecureString or file:PATH.");

    private static HaVipException ActiveKeyMissing(IEnumerable<HmacKey> keys) => new(
        "HmacActiveKeyMissing",
        ErrorCategory.InvalidArgument,
        $"There are several HMAC keys ({string.Join(", ", keys.Select(key => key.Id))}), and none is said to sign.",
        "Name the one that signs with -HmacActiveKey.");

    private static HaVipException KeyUnreadable(byte id, string problem) => new(
        "HmacKeyUnreadable",
        ErrorCategory.InvalidArgument,
        $"HMAC key {id}: {problem}",
        "A key has 32 to 64 bytes: head -c 32 /dev/urandom > FILE; chmod 600 FILE.");
}
