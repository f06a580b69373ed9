using System.Buffers.Binary;
using HaVip.Core.Values;

namespace HaVip.Core.Wire;

/// <summary>
/// The unsolicited neighbour advertisement that tells a LAN where an IPv6 address is now (RFC 9568 sections 6.4.2 and
/// 8.2.2, RFC 4861 section 4.4): Ethernet, IPv6 with hop limit 255 from the address itself to ff02::1, ICMPv6 type 136
/// with the target link-layer address option.
/// </summary>
public static partial class NeighborAdvertisement
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
    private const int FlagsOffset = IcmpOffset + 4;
    private const int TargetOffset = IcmpOffset + 8;
    private const int OptionOffset = IcmpOffset + 24;
    private const byte Icmp = 58;
    private const byte Override = 0x20;
    private const byte Solicited = 0x40;
    private const byte Router = 0x80;

    private static readonly MacAddress AllNodesMac = new(0x3333_0000_0001);
    private static readonly IpAddress AllNodes =
        IpAddress.FromBytes([0xFF, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x01]);

    /// <summary>Writes the frame and returns its length; <paramref name="isRouter"/> sets the R flag.</summary>
    public static int Write(Span<byte> frame, MacAddress source, IpAddress address, bool isRouter) =>
        Write(frame, source, new NeighborClaim(address, source) { IsRouter = isRouter });

    /// <summary>Says on behalf of another host where an address is; the frame itself comes from <paramref name="source"/>.</summary>
    public static int Write(Span<byte> frame, MacAddress source, in NeighborClaim claim)
    {
        var address = claim.Address;
        if (address.Family != AddressFamily.IPv6)
            throw new ArgumentException("Neighbour advertisements announce IPv6 addresses.", nameof(claim));
        frame[..Length].Clear();
        AllNodesMac.CopyTo(frame);
        source.CopyTo(frame[MacAddress.Length..]);
        BinaryPrimitives.WriteUInt16BigEndian(frame[EtherTypeOffset..], 0x86DD);
        WriteIPv6Header(frame, address);
        frame[IcmpOffset] = 136;
        frame[FlagsOffset] = claim.IsRouter ? (byte)(Override | Router) : Override;
        address.CopyTo(frame[TargetOffset..]);
        frame[OptionOffset] = 2;
        frame[OptionOffset + 1] = 1;
        claim.MacAddress.CopyTo(frame[(OptionOffset + 2)..]);
        var sum = InternetChecksum.AddPseudoHeader(0, address, AllNodes, IcmpLength, Icmp);
        sum = InternetChecksum.Add(sum, frame.Slice(IcmpOffset, IcmpLength));
        BinaryPrimitives.WriteUInt16BigEndian(frame[ChecksumOffset..], InternetChecksum.Finish(sum));
        return Length;
    }

    private static void WriteIPv6Header(Span<byte> frame, IpAddress source)
    {
        frame[IPv6Offset] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(frame[(IPv6Offset + 4)..], IcmpLength);
        frame[IPv6Offset + 6] = Icmp;
        frame[IPv6Offset + 7] = 255;
        source.CopyTo(frame[SourceOffset..]);
        AllNodes.CopyTo(frame[DestinationOffset..]);
    }
}
