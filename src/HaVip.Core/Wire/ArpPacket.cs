using System.Buffers.Binary;
using HaVip.Core.Values;

namespace HaVip.Core.Wire;

/// <summary>
/// ARP for IPv4 over Ethernet (RFC 826): asks for an address and reads who claims one.
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// |       Hardware type 1         |     Protocol type 0x0800      |
/// | HW length 6   | Length 4      |   Operation 1 asks, 2 answers |
/// |                    Sender hardware address                    |
/// |                               | Sender protocol address       |
/// |                               | Target hardware address       |
/// |                                                               |
/// |                    Target protocol address                    |
/// </code>
/// </summary>
public static class ArpPacket
{
    /// <summary>Ethernet header (14) and ARP (28), before padding.</summary>
    public const int FrameLength = HeaderLength + PacketLength;

    public const ushort EtherType = 0x0806;

    private const int HeaderLength = 14;
    private const int PacketLength = 28;
    private const int SenderHardwareOffset = 8;
    private const int SenderProtocolOffset = 14;
    private const int TargetHardwareOffset = 18;
    private const int TargetProtocolOffset = 24;

    private const ulong IPv4OverEthernet = 0x0001_0800_0604_0000;
    private const ulong Request = 1;

    /// <summary>
    /// Asks everybody for an address without saying one's own, so that no cache learns anything: the ARP Probe of RFC
    /// 5227 section 1.1. Returns the frame's length.
    /// </summary>
    public static int WriteProbe(Span<byte> frame, MacAddress source, IpAddress address) =>
        WriteRequest(frame, source, IpAddress.FromIPv4(0), MacAddress.Broadcast, address);

    /// <summary>Asks whether an address is still where it was, or everybody for it; returns the frame's length.</summary>
    public static int WriteRequest(
        Span<byte> frame, MacAddress source, IpAddress sender, MacAddress destination, IpAddress address)
    {
        if (address.Family != AddressFamily.IPv4 || sender.Family != AddressFamily.IPv4)
            throw new ArgumentException("ARP asks for IPv4 addresses.", nameof(address));
        frame[..FrameLength].Clear();
        destination.CopyTo(frame);
        source.CopyTo(frame[MacAddress.Length..]);
        BinaryPrimitives.WriteUInt16BigEndian(frame[(2 * MacAddress.Length)..], EtherType);
        var packet = frame[HeaderLength..];
        BinaryPrimitives.WriteUInt64BigEndian(packet, IPv4OverEthernet | Request);
        source.CopyTo(packet[SenderHardwareOffset..]);
        sender.CopyTo(packet[SenderProtocolOffset..]);
        if (destination != MacAddress.Broadcast) destination.CopyTo(packet[TargetHardwareOffset..]);
        address.CopyTo(packet[TargetProtocolOffset..]);
        return FrameLength;
    }

    /// <summary>
    /// The claim of a packet behind its Ethernet header: requests and replies alike say who has the sender's address. False
    /// for what is not ARP for IPv4 over Ethernet, and for probes, which claim nothing.
    /// </summary>
    public static bool TryReadClaim(ReadOnlySpan<byte> packet, out NeighborClaim claim)
    {
        claim = default;
        if (packet.Length < PacketLength) return false;
        var operation = BinaryPrimitives.ReadUInt64BigEndian(packet) ^ IPv4OverEthernet;
        if (operation is not (1 or 2)) return false;
        var sender = IpAddress.FromBytes(packet.Slice(SenderProtocolOffset, 4));
        if (sender.IsUnspecified) return false;
        claim = new NeighborClaim(sender, MacAddress.FromBytes(packet[SenderHardwareOffset..]));
        return true;
    }
}
