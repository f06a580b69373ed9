using System.Buffers.Binary;
using HaVip.Core.Values;

namespace HaVip.Linux;

/// <summary>What a receiver needs of an IPv6 header without extensions (RFC 8200 section 3).</summary>
internal readonly record struct IPv6Header(
    int PayloadLength, byte HopLimit, IpAddress Source, IpAddress Destination)
{
    public const int Length = 40;

    private const int PayloadLengthOffset = 4;
    private const int HopLimitOffset = 7;
    private const int SourceOffset = 8;
    private const int DestinationOffset = 24;

    /// <summary>False where version or payload length do not fit the bytes there are.</summary>
    public static bool TryParse(ReadOnlySpan<byte> packet, out IPv6Header header)
    {
        header = default;
        if (packet.Length < Length || packet[0] >> 4 != 6) return false;
        var payloadLength = BinaryPrimitives.ReadUInt16BigEndian(packet[PayloadLengthOffset..]);
        if (Length + payloadLength > packet.Length) return false;
        header = new IPv6Header(
            payloadLength,
            packet[HopLimitOffset],
            IpAddress.FromBytes(packet.Slice(SourceOffset, 16)),
            IpAddress.FromBytes(packet.Slice(DestinationOffset, 16)));
        return true;
    }
}
