using System.Buffers.Binary;
using HaVip.Core.Values;

namespace HaVip.Core.Wire;

/// <summary>
/// The frame that tells a LAN where an IPv4 address is now (RFC 9568 section 8.1.2): a broadcast ARP request with sender
/// and target protocol address alike. The target hardware address is the broadcast one, as keepalived and FRR send it.
/// </summary>
public static class GratuitousArp
{
    /// <summary>Ethernet header (14) and ARP for IPv4 over Ethernet (28), before padding.</summary>
    public const int Length = 42;

    private const int SourceOffset = 6;
    private const int EtherTypeOffset = 12;
    private const int ArpOffset = 14;
    private const int SenderHardwareOffset = 22;
    private const int SenderProtocolOffset = 28;
    private const int TargetHardwareOffset = 32;
    private const int TargetProtocolOffset = 38;

    /// <summary>hardware type 1, protocol 0x0800, lengths 6 and 4, operation 1 (request).</summary>
    private const ulong RequestHeader = 0x0001_0800_0604_0001;

    /// <summary>Writes the frame and returns its length.</summary>
    public static int Write(Span<byte> frame, MacAddress source, IpAddress address)
    {
        if (address.Family != AddressFamily.IPv4)
            throw new ArgumentException("Gratuitous ARP announces IPv4 addresses.", nameof(address));
        MacAddress.Broadcast.CopyTo(frame);
        source.CopyTo(frame[SourceOffset..]);
        BinaryPrimitives.WriteUInt16BigEndian(frame[EtherTypeOffset..], 0x0806);
        BinaryPrimitives.WriteUInt64BigEndian(frame[ArpOffset..], RequestHeader);
        source.CopyTo(frame[SenderHardwareOffset..]);
        address.CopyTo(frame[SenderProtocolOffset..]);
        MacAddress.Broadcast.CopyTo(frame[TargetHardwareOffset..]);
        address.CopyTo(frame[TargetProtocolOffset..]);
        return Length;
    }
}
