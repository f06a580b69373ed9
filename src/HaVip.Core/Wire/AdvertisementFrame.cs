using System.Buffers.Binary;
using HaVip.Core.Values;

namespace HaVip.Core.Wire;

/// <summary>
/// A whole Ethernet frame with an advertisement to the multicast group, for a source address that is not the interface's: that
/// of the virtual router (RFC 9568 section 7.2), so that switches learn where it is.
/// </summary>
public static class AdvertisementFrame
{
    /// <summary>Ethernet (14) and IPv6 (40); IPv4 has 20.</summary>
    public const int LongestHeader = EthernetLength + IPv6Length;

    private const int EthernetLength = 14;
    private const int IPv4Length = 20;
    private const int IPv6Length = 40;
    private const int EtherTypeOffset = 12;

    /// <summary>Class selector 6, internetwork control.</summary>
    private const byte TrafficClass = 0xC0;
    private const byte HopLimit = 255;

    /// <summary>Writes the frame and returns its length.</summary>
    /// <param name="frame">Gets it.</param>
    /// <param name="source">The Ethernet source.</param>
    /// <param name="sender">The address the advertisement comes from.</param>
    /// <param name="payload">The advertisement.</param>
    public static int Write(Span<byte> frame, MacAddress source, IpAddress sender, ReadOnlySpan<byte> payload)
    {
        var group = VrrpGroup.Of(sender.Family);
        var isIPv4 = sender.Family == AddressFamily.IPv4;
        MacOf(group).CopyTo(frame);
        source.CopyTo(frame[MacAddress.Length..]);
        BinaryPrimitives.WriteUInt16BigEndian(frame[EtherTypeOffset..], isIPv4 ? (ushort)0x0800 : (ushort)0x86DD);
        var packet = frame[EthernetLength..];
        var header = isIPv4 ? WriteIPv4(packet, sender, group, payload.Length) : WriteIPv6(packet, sender, group, payload.Length);
        payload.CopyTo(packet[header..]);
        return EthernetLength + header + payload.Length;
    }

    /// <summary>RFC 791 section 3.1; the identification of a packet that is not cut means nothing (RFC 6864).</summary>
    private static int WriteIPv4(Span<byte> packet, IpAddress sender, IpAddress group, int length)
    {
        var header = packet[..IPv4Length];
        header.Clear();
        header[0] = 0x45;
        header[1] = TrafficClass;
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)(IPv4Length + length));
        header[8] = HopLimit;
        header[9] = InternetChecksum.VrrpProtocol;
        sender.CopyTo(header[12..]);
        group.CopyTo(header[16..]);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], InternetChecksum.Finish(InternetChecksum.Add(0, header)));
        return IPv4Length;
    }

    /// <summary>RFC 8200 section 3.</summary>
    private static int WriteIPv6(Span<byte> packet, IpAddress sender, IpAddress group, int length)
    {
        var header = packet[..IPv6Length];
        header.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(header, 0x6000_0000u | (TrafficClass << 20));
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], (ushort)length);
        header[6] = InternetChecksum.VrrpProtocol;
        header[7] = HopLimit;
        sender.CopyTo(header[8..]);
        group.CopyTo(header[24..]);
        return IPv6Length;
    }

    /// <summary>01-00-5E and the last 23 bits (RFC 1112 section 6.4), 33-33 and the last 32 (RFC 2464 section 7).</summary>
    private static MacAddress MacOf(IpAddress group)
    {
        Span<byte> bytes = stackalloc byte[16];
        var length = group.CopyTo(bytes);
        var last = BinaryPrimitives.ReadUInt32BigEndian(bytes[(length - 4)..]);
        return new MacAddress(length == 4 ? 0x0100_5E00_0000UL | (last & 0x7F_FFFF) : 0x3333_0000_0000UL | last);
    }
}
