using System.Globalization;

namespace HaVip.Core.Values;

/// <summary>An address and a port, written <c>127.0.0.1:443</c> or <c>[::1]:443</c>.</summary>
public readonly record struct Endpoint(IpAddress Address, ushort Port)
{
    public static bool TryParse(string text, out Endpoint endpoint)
    {
        endpoint = default;
        var colon = text.LastIndexOf(':');
        if (colon <= 0) return false;
        var host = text[..colon];
        var bracketed = host is ['[', .., ']'];
        if (!IpAddress.TryParse(bracketed ? host[1..^1] : host, out var address)) return false;
        if (bracketed != (address.Family == AddressFamily.IPv6)) return false;
        if (!ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return false;
        endpoint = new Endpoint(address, port);
        return port != 0;
    }

    public override string ToString() => Address.Family == AddressFamily.IPv6
        ? string.Create(CultureInfo.InvariantCulture, $"[{Address}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");
}
