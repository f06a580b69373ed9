using System.Buffers.Binary;
using HaVip.Core.Values;

namespace HaVip.Core.Wire;

/// <summary>
/// The question of neighbour discovery (RFC 4861 section 4.3): Ethernet, IPv6 with hop limit 255, ICMPv6 type 135 with the
/// source link-layer address option. It comes from an address of this node, so that the answer goes to this node alone.
/// </summary>
public static class NeighborSolicitation
{
    /// <summary>Ethernet (14), IPv6 (40), the message (24) and its option (8).</summary>
    public const int Length = IcmpOffset + IcmpLength;

    private const int EtherTypeOffset = 12;
    private const int IPv6Offset = 14;
    private const int SourceOffset = IPv6Offset + 8;
    private const int DestinationOffset = IPv6Offset + 24;
    private const int IcmpOffset = IPv6Offset + 40;
    private const int IcmpLength = 32;
    private const int ChecksumOffset = IcmpOffset + 2;
    private const int TargetOffset = IcmpOffset + 8;
    private const int OptionOffset = IcmpOffset + 24;
    private const byte Icmp = 58;

    /// <summary>
    /// Asks whether an address is still at <paramref name="destination"/>, or all who may have it where that is the
    /// broadcast address; returns the frame's length.
    /// </summary>
    public static int Write(
        Span<byte> frame, MacAddress source, IpAddress sender, MacAddress destination, IpAddress address)
    {
        if (address.Family != AddressFamily.IPv6 || sender.Family != AddressFamily.IPv6)
            throw new ArgumentException("Neighbour solicitations ask for IPv6 addresses.", nameof(address));
        var all = destination == MacAddress.Broadcast;
        var group = all ? SolicitedNode(address) : address;
        frame[..Length].Clear();
        (all ? GroupMac(address) : destination).CopyTo(frame);
        source.CopyTo(frame[MacAddress.Length..]);
        BinaryPrimitives.WriteUInt16BigEndian(frame[EtherTypeOffset..], 0x86DD);
        frame[IPv6Offset] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(frame[(IPv6Offset + 4)..], IcmpLength);
        frame[IPv6Offset + 6] = Icmp;
        frame[IPv6Offset + 7] = 255;
        sender.CopyTo(frame[SourceOffset..]);
        group.CopyTo(frame[DestinationOffset..]);
        frame[IcmpOffset] = 135;
        address.CopyTo(frame[TargetOffset..]);
        frame[OptionOffset] = 1;
        frame[OptionOffset + 1] = 1;
        source.CopyTo(frame[(OptionOffset + 2)..]);
        var sum = InternetChecksum.AddPseudoHeader(0, sender, group, IcmpLength, Icmp);
        sum = InternetChecksum.Add(sum, frame.Slice(IcmpOffset, IcmpLength));
        BinaryPrimitives.WriteUInt16BigEndian(frame[ChecksumOffset..], InternetChecksum.Finish(sum));
        return Length;
    }

    /// <summary>ff02::1:ffXX:XXXX (RFC 4291 section 2.7.1).</summary>
    private static IpAddress SolicitedNode(IpAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.CopyTo(bytes);
        ReadOnlySpan<byte> prefix = [0xFF, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01, 0xFF];
        prefix.CopyTo(bytes);
        return IpAddress.FromBytes(bytes);
    }

    /// <summary>33-33 and the last four bytes of the group (RFC 2464 section 7).</summary>
    private static MacAddress GroupMac(IpAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.CopyTo(bytes);
        return new MacAddress(0x3333_FF00_0000UL | (BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]) & 0xFF_FFFF));
    }
}
