using System.Globalization;

namespace HaVip.Core.Values;

/// <summary>An address with the length of its prefix; host bits are kept, as <c>ip address</c> keeps them.</summary>
public readonly record struct IpPrefix(IpAddress Address, byte Length)
{
    public AddressFamily Family => Address.Family;

    /// <summary>The same prefix without host bits, as routes are written.</summary>
    public IpPrefix Network => new(Address.FirstOf(Length), Length);

    public bool Contains(IpAddress address) => Address.SharesPrefix(address, Length);

    /// <summary>Reads <c>192.168.7.100/24</c>; without a length the prefix is the whole address (/32, /128).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IpPrefix prefix)
    {
        prefix = default;
        var slash = text.IndexOf('/');
        var host = slash < 0 ? text : text[..slash];
        if (!IpAddress.TryParse(host, out var address)) return false;
        var length = (byte)(address.Length * 8);
        if (slash >= 0)
        {
            var digits = text[(slash + 1)..];
            if (!byte.TryParse(digits, NumberStyles.None, NumberFormatInfo.InvariantInfo, out var given)) return false;
            if (given > length) return false;
            length = given;
        }

        prefix = new IpPrefix(address, length);
        return true;
    }

    public override string ToString() => $"{Address}/{Length.ToString(NumberFormatInfo.InvariantInfo)}";
}
