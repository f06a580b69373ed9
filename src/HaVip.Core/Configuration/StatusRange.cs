using System.Globalization;

namespace HaVip.Core.Configuration;

/// <summary>HTTP status codes from 100 to 599, written <c>200</c> or <c>200-299</c>.</summary>
public readonly record struct StatusRange(ushort First, ushort Last)
{
    public bool Contains(int status) => status >= First && status <= Last;

    public static bool TryParse(string text, out StatusRange range)
    {
        range = default;
        var parts = text.Split('-');
        if (parts.Length > 2 || !TryCode(parts[0], out var first) || !TryCode(parts[^1], out var last)) return false;
        range = new StatusRange(first, last);
        return first <= last;
    }

    public override string ToString() => First == Last
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");

    private static bool TryCode(string text, out ushort code) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out code) && code is >= 100 and <= 599;
}
