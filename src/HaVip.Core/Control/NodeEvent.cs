namespace HaVip.Core.Control;

/// <summary>Something that happened on the node; transitions are the events with From and To.</summary>
public sealed record NodeEvent
{
    /// <summary>Increases by one for each event of a runner.</summary>
    public long Sequence { get; init; }

    public long TimeUnixMicroseconds { get; init; }

    /// <summary>Transition, RivalRejected, PacketRejected, AddressesAcquired, ... (names of Engine.EventKind).</summary>
    public required string Kind { get; init; }

    public string? Instance { get; init; }

    public Election.VrrpState? FromState { get; init; }

    public Election.VrrpState? ToState { get; init; }

    /// <summary>The text of the log line, without time and instance.</summary>
    public string Message { get; init; } = "";

    public string? Peer { get; init; }

    /// <summary>The Ethernet address of another host that has an address of the instance.</summary>
    public string? PeerMacAddress { get; init; }
}
