using System.Globalization;
using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>
/// How long the kernel keeps a virtual address that its owner does not renew: what a Master that died or hangs loses it
/// by. The default value is <see cref="Auto"/>.
/// </summary>
public readonly record struct LeaseSetting
{
    /// <summary>Shorter than this, a busy machine could miss the renewals of a living Master.</summary>
    public const uint MinimumSeconds = 2;

    /// <summary>Longer than a day is no lease.</summary>
    public const uint MaximumSeconds = 86_400;

    /// <summary>As short as no Backup can mind: see <see cref="SecondsFor"/>.</summary>
    public static readonly LeaseSetting Auto;

    /// <summary>Addresses stay until somebody removes them.</summary>
    public static readonly LeaseSetting Off = new() { IsOff = true };

    public bool IsOff { get; private init; }

    /// <summary>The configured length; null where it is automatic or off.</summary>
    public uint? Seconds { get; private init; }

    public static LeaseSetting OfSeconds(uint seconds) => new() { Seconds = seconds };

    /// <summary>
    /// Whole seconds, as the kernel counts them; null for no end. The automatic one is the smallest that is not below
    /// the longest Master_Down_Interval of any Backup, so that a dead owner keeps the address until one has it, and not
    /// below 2 s.
    /// </summary>
    public uint? SecondsFor(Duration masterDownInterval)
    {
        if (IsOff) return null;
        if (Seconds is { } seconds) return seconds;
        var needed = (masterDownInterval.Microseconds + 999_999) / 1_000_000;
        return (uint)Math.Clamp(needed, MinimumSeconds, MaximumSeconds);
    }

    /// <summary>Reads <c>auto</c>, <c>off</c> or a whole number of seconds, with or without <c>s</c>.</summary>
    public static bool TryParse(string text, out LeaseSetting setting)
    {
        setting = text == "off" ? Off : Auto;
        if (text is "auto" or "off") return true;
        var digits = text.EndsWith('s') ? text.AsSpan(0, text.Length - 1) : text;
        if (!uint.TryParse(digits, NumberStyles.None, NumberFormatInfo.InvariantInfo, out var seconds)) return false;
        setting = OfSeconds(seconds);
        return true;
    }

    public override string ToString() =>
        IsOff ? "off" : Seconds is { } seconds ? seconds.ToString(NumberFormatInfo.InvariantInfo) + "s" : "auto";
}
