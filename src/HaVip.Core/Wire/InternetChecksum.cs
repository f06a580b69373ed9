using System.Buffers.Binary;
using HaVip.Core.Values;

namespace HaVip.Core.Wire;

/// <summary>The one's complement sum of RFC 1071, and the pseudo-headers VRRP version 3 puts before the message.</summary>
public static class InternetChecksum
{
    /// <summary>The IP protocol number of VRRP (RFC 9568 section 5.1.1.4).</summary>
    public const byte VrrpProtocol = 112;

    /// <summary>Adds the 16-bit words of <paramref name="bytes"/> to a running sum; an odd last byte counts as high.</summary>
    public static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        ulong total = sum;
        while (bytes.Length >= 2)
        {
            total += BinaryPrimitives.ReadUInt16BigEndian(bytes);
            bytes = bytes[2..];
        }

        if (bytes.Length == 1) total += (uint)bytes[0] << 8;
        while (total >> 32 != 0) total = (total & 0xFFFF_FFFF) + (total >> 32);
        return (uint)total;
    }

    /// <summary>
    /// The IPv4 pseudo-header (addresses, protocol, 16-bit length) or the IPv6 one (RFC 8200 section 8.1); both sum up
    /// alike, as their zero bytes add nothing.
    /// </summary>
    public static uint AddPseudoHeader(
        uint sum, IpAddress source, IpAddress destination, int length, byte protocol = VrrpProtocol)
    {
        Span<byte> address = stackalloc byte[16];
        sum = Add(sum, address[..source.CopyTo(address)]);
        sum = Add(sum, address[..destination.CopyTo(address)]);
        return sum + protocol + (uint)length;
    }

    /// <summary>Folds the carries and complements: the value of the checksum field.</summary>
    public static ushort Finish(uint sum)
    {
        while (sum >> 16 != 0) sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~sum;
    }
}
