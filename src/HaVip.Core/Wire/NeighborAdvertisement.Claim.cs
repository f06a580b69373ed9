using System.Buffers.Binary;
using HaVip.Core.Values;

namespace HaVip.Core.Wire;

public static partial class NeighborAdvertisement
{
    private const int IPv6Length = 40;
    private const int MinimumMessage = 24;
    private const int TargetLinkLayerAddress = 2;

    /// <summary>
    /// The claim of an IPv6 packet: target and, where it has the override flag, its link-layer address; without that flag proxies
    /// and anycast speak for others. False for what is not a valid neighbour advertisement (RFC 4861 section 7.1.2).
    /// </summary>
    public static bool TryReadClaim(ReadOnlySpan<byte> packet, out NeighborClaim claim)
    {
        claim = default;
        if (packet.Length < IPv6Length + MinimumMessage || packet[0] >> 4 != 6) return false;
        var length = BinaryPrimitives.ReadUInt16BigEndian(packet[4..]);
        if (packet[6] != Icmp || packet[7] != 255 || length < MinimumMessage || IPv6Length + length > packet.Length)
            return false;
        var message = packet.Slice(IPv6Length, length);
        if (message[0] != 136 || message[1] != 0 || !Verifies(packet, message)) return false;
        if (!TryReadPlace(message[MinimumMessage..], out var place)) return false;
        if ((message[4] & Override) == 0) place = default;
        claim = new NeighborClaim(IpAddress.FromBytes(message.Slice(8, 16)), place)
        {
            IsAnswer = (message[4] & Solicited) != 0,
            IsRouter = (message[4] & Router) != 0,
        };
        return true;
    }

    private static bool Verifies(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> message)
    {
        var source = IpAddress.FromBytes(packet.Slice(8, 16));
        var destination = IpAddress.FromBytes(packet.Slice(24, 16));
        var sum = InternetChecksum.AddPseudoHeader(0, source, destination, message.Length, Icmp);
        return InternetChecksum.Finish(InternetChecksum.Add(sum, message)) == 0;
    }

    /// <summary>Options are a type and a length in units of eight bytes; a length of 0 makes the packet void.</summary>
    private static bool TryReadPlace(ReadOnlySpan<byte> options, out MacAddress place)
    {
        place = default;
        while (options.Length >= 8)
        {
            var length = options[1] * 8;
            if (length == 0 || length > options.Length) return false;
            if (options[0] == TargetLinkLayerAddress && length == 8) place = MacAddress.FromBytes(options[2..]);
            options = options[length..];
        }

        return true;
    }
}
