using System.Collections;
using System.Management.Automation;
using System.Security;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.PowerShell.Parameters;

/// <summary>What the -Hmac parameters of a cmdlet say. No message here may hold a key or a part of it.</summary>
/// <param name="Keys">By id, each a SecureString, <c>file:PATH</c> or <c>credential:NAME</c>; null where none was given.</param>
/// <param name="ActiveKey">The one that signs.</param>
/// <param name="Mode">Null leaves it as it is.</param>
/// <param name="AntiReplay">Null leaves it as it is.</param>
/// <param name="Window">Null leaves it as it is.</param>
internal sealed record HmacSettings(
    Hashtable? Keys, int? ActiveKey, HmacMode? Mode, HmacAntiReplay? AntiReplay, TimeSpan? Window)
{
    public bool IsEmpty => this is { Keys: null, ActiveKey: null, Mode: null, AntiReplay: null, Window: null };

    /// <param name="current">What it is so far; null for none.</param>
    /// <param name="fullPath">Makes the path of a key file absolute.</param>
    /// <exception cref="HaVipException">HmacKeyMissing, HmacActiveKeyMissing, HmacKeyUnreadable.</exception>
    public HmacAuthentication Apply(HmacAuthentication? current, Func<string, string> fullPath)
    {
        if (Keys is null && current is null) throw KeyMissing();
        IReadOnlyList<HmacKey> keys = Keys is { } given
            ? [.. given.Keys.Cast<byte>().Order().Select(id => Key(id, given[id]!, fullPath))]
            : current!.Keys;
        return (current ?? new HmacAuthentication()) with
        {
            Keys = keys,
            ActiveKey = Active(keys, current),
            Mode = Mode ?? current?.Mode ?? default,
            AntiReplay = AntiReplay ?? current?.AntiReplay ?? default,
            Window = Window is { } window ? Duration.FromTimeSpan(window) : current?.Window,
        };
    }

    private byte Active(IReadOnlyList<HmacKey> keys, HmacAuthentication? current)
    {
        if (ActiveKey is { } named) return (byte)named;
        if (current is not null && keys.Any(key => key.Id == current.ActiveKey)) return current.ActiveKey;
        return keys.Count == 1 ? keys[0].Id : throw ActiveKeyMissing(keys);
    }

    /// <summary>A file stays where it is and is named in the configuration; a secret is written into it.</summary>
    private static HmacKey Key(byte id, object given, Func<string, string> fullPath)
    {
        var reference = given switch
        {
            SecureString secret => PasswordAttribute.Reveal(secret),
            string text when HmacKeyReference.IsFile(text) =>
                PasswordAttribute.FilePrefix + fullPath(text[PasswordAttribute.FilePrefix.Length..]),
            _ => (string)given,
        };
        return HmacKeyReference.TryResolve(reference, isRequired: false, out var material, out var problem)
            ? new HmacKey(id, reference, material)
            : throw KeyUnreadable(id, problem);
    }

    private static HaVipException KeyMissing() => new(
        "HmacKeyMissing",
        ErrorCategory.InvalidArgument,
        "HMAC is set up without a key.",
        "Give it with -HmacKey, as a SecureString, file:PATH or credential:NAME.");

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
