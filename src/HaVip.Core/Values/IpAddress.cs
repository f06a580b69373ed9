using System.Buffers.Binary;
using System.Net;

namespace HaVip.Core.Values;

/// <summary>
/// An IPv4 or IPv6 address as a value: no allocation, compared as unsigned integers in network byte order, which is
/// the order RFC 9568 section 6.4.3 breaks ties by.
/// </summary>
public readonly record struct IpAddress : IComparable<IpAddress>
{
    private readonly UInt128 _bits;

    private IpAddress(AddressFamily family, UInt128 bits)
    {
        Family = family;
        _bits = bits;
    }

    public AddressFamily Family { get; }

    /// <summary>Bytes of the address on the wire: 4 or 16; 0 for the default value.</summary>
    public int Length => LengthOf(Family);

    public bool IsLinkLocal => Family switch
    {
        AddressFamily.IPv4 => (uint)_bits >> 16 == 0xA9FE,
        AddressFamily.IPv6 => (ulong)(_bits >> 118) == 0xFE80 >> 6,
        _ => false,
    };

    public bool IsMulticast => Family switch
    {
        AddressFamily.IPv4 => (uint)_bits >> 28 == 0xE,
        AddressFamily.IPv6 => (byte)(_bits >> 120) == 0xFF,
        _ => false,
    };

    public bool IsUnspecified => _bits == 0;

    public bool IsLoopback => Family switch
    {
        AddressFamily.IPv4 => (uint)_bits >> 24 == 127,
        AddressFamily.IPv6 => _bits == 1,
        _ => false,
    };

    public static int LengthOf(AddressFamily family) => family switch
    {
        AddressFamily.IPv4 => 4,
        AddressFamily.IPv6 => 16,
        _ => 0,
    };

    public static IpAddress FromIPv4(uint hostOrder) => new(AddressFamily.IPv4, hostOrder);

    /// <summary>Takes 4 or 16 bytes in network order.</summary>
    public static IpAddress FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        4 => new(AddressFamily.IPv4, BinaryPrimitives.ReadUInt32BigEndian(bytes)),
        16 => new(AddressFamily.IPv6, BinaryPrimitives.ReadUInt128BigEndian(bytes)),
        _ => throw new ArgumentException("An address has 4 or 16 bytes.", nameof(bytes)),
    };

    /// <summary>Writes the address in network order and returns the bytes written.</summary>
    public int CopyTo(Span<byte> destination)
    {
        if (Family == AddressFamily.IPv4) BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)_bits);
        else if (Family == AddressFamily.IPv6) BinaryPrimitives.WriteUInt128BigEndian(destination, _bits);
        return Length;
    }

    /// <summary>True where both share the first <paramref name="prefixLength"/> bits.</summary>
    public bool SharesPrefix(IpAddress other, int prefixLength)
    {
        if (Family != other.Family) return false;
        var shift = (Length * 8) - prefixLength;
        return shift >= 128 || _bits >> shift == other._bits >> shift;
    }

    /// <summary>The first address of the network: every bit after the prefix is 0.</summary>
    public IpAddress FirstOf(int prefixLength) => new(Family, _bits & ~HostBits(prefixLength));

    /// <summary>The last address of the network: every bit after the prefix is 1; IPv4's broadcast address.</summary>
    public IpAddress LastOf(int prefixLength) => new(Family, _bits | HostBits(prefixLength));

    private UInt128 HostBits(int prefixLength)
    {
        var bits = (Length * 8) - prefixLength;
        return bits >= 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
    }

    /// <summary>Reads the usual forms only: dotted quads of four parts, RFC 4291 text without a zone.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IpAddress address)
    {
        address = default;
        if (text.Contains('%') || text.Contains('[')) return false;
        var dots = text.Count('.');
        if (!text.Contains(':') && (dots != 3 || !IsDecimal(text))) return false;
        if (!IPAddress.TryParse(text, out var parsed)) return false;
        Span<byte> bytes = stackalloc byte[16];
        if (!parsed.TryWriteBytes(bytes, out var written)) return false;
        address = FromBytes(bytes[..written]);
        return true;
    }

    /// <summary>Neither octal, as a leading zero can be read, nor hexadecimal.</summary>
    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '.') continue;
            var isFirst = i == 0 || text[i - 1] == '.';
            var isLast = i + 1 == text.Length || text[i + 1] == '.';
            if (!char.IsAsciiDigit(text[i]) || (text[i] == '0' && isFirst && !isLast)) return false;
        }

        return true;
    }

    public int CompareTo(IpAddress other) =>
        Family != other.Family ? Family.CompareTo(other.Family) : _bits.CompareTo(other._bits);

    public static bool operator <(IpAddress left, IpAddress right) => left.CompareTo(right) < 0;

    public static bool operator >(IpAddress left, IpAddress right) => left.CompareTo(right) > 0;

    public static bool operator <=(IpAddress left, IpAddress right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IpAddress left, IpAddress right) => left.CompareTo(right) >= 0;

    public override string ToString()
    {
        if (Family == AddressFamily.None) return "";
        Span<byte> bytes = stackalloc byte[16];
        return new IPAddress(bytes[..CopyTo(bytes)]).ToString();
    }
}
