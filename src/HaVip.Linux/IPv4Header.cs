using System.Buffers.Binary;
using HaVip.Core.Values;

namespace HaVip.Linux;

/// <summary>
/// The IPv4 header in front of what a raw socket receives (RFC 791 section 3.1).
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// |Version|  IHL  |Type of Service|          Total Length         |
/// |         Identification        |Flags|      Fragment Offset    |
/// |  Time to Live |    Protocol   |         Header Checksum       |
/// |                       Source Address                          |
/// |                    Destination Address                        |
/// </code>
/// </summary>
internal readonly record struct IPv4Header(
    int HeaderLength, int TotalLength, byte TrafficClass, byte TimeToLive, IpAddress Source, IpAddress Destination)
{
    private const int MinimumLength = 20;
    private const int TrafficClassOffset = 1;
    private const int TotalLengthOffset = 2;
    private const int TimeToLiveOffset = 8;
    private const int SourceOffset = 12;
    private const int DestinationOffset = 16;

    /// <summary>False where version, header length or total length do not fit the bytes there are.</summary>
    public static bool TryParse(ReadOnlySpan<byte> packet, out IPv4Header header)
    {
        header = default;
        if (packet.Length < MinimumLength || packet[0] >> 4 != 4) return false;
        var headerLength = (packet[0] & 0xF) * 4;
        var totalLength = BinaryPrimitives.ReadUInt16BigEndian(packet[TotalLengthOffset..]);
        if (headerLength < MinimumLength || totalLength < headerLength || totalLength > packet.Length) return false;
        header = new IPv4Header(
            headerLength,
            totalLength,
            packet[TrafficClassOffset],
            packet[TimeToLiveOffset],
            IpAddress.FromBytes(packet.Slice(SourceOffset, 4)),
            IpAddress.FromBytes(packet.Slice(DestinationOffset, 4)));
        return true;
    }
}
