using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Core.Tests;

/// <summary>Values as tests like to write them.</summary>
internal static class Bytes
{
    public static byte[] FromHex(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    public static IpAddress Address(string text) =>
        IpAddress.TryParse(text, out var address) ? address : throw new FormatException(text);

    public static VirtualAddress Virtual(string text) =>
        IpPrefix.TryParse(text, out var prefix) ? new VirtualAddress(prefix) : throw new FormatException(text);
}
