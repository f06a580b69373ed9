using HaVip.Core.Values;

namespace HaVip.Core.Engine;

/// <summary>An IP packet of protocol 112 as the host read it; the bytes are only borrowed for the call.</summary>
public readonly ref struct ReceivedPacket
{
    /// <summary>The interface it came in on.</summary>
    public required int InterfaceIndex { get; init; }

    public required IpAddress Source { get; init; }

    public required IpAddress Destination { get; init; }

    /// <summary>TTL or hop limit as received.</summary>
    public required byte TimeToLive { get; init; }

    /// <summary>Whether the sender is not HaVip, as the IP header tells.</summary>
    public bool IsOfOtherMaker { get; init; }

    /// <summary>What follows the IP header, as long as the IP header says (no Ethernet padding).</summary>
    public required ReadOnlySpan<byte> Payload { get; init; }
}
