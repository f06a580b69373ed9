using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Fuzz.Expectations;

/// <summary>What the IP header says of a packet.</summary>
internal readonly record struct Envelope(IpAddress Source, IpAddress Destination, byte TimeToLive)
{
    /// <summary>The packet as it comes in on eth0.</summary>
    public ReceivedPacket Around(ReadOnlySpan<byte> payload) => new()
    {
        InterfaceIndex = SampleNode.Eth0.Index,
        Source = Source,
        Destination = Destination,
        TimeToLive = TimeToLive,
        Payload = payload,
    };
}
