using HaVip.Core.Election;

namespace HaVip;

/// <summary>
/// Something that happened on a node; transitions have <see cref="FromState"/> and <see cref="ToState"/>.
/// </summary>
public sealed class NodeEvent : NodeObject
{
    public DateTimeOffset Time { get; internal init; }

    /// <summary>Transition, PacketRejected, HandoverCompleted, AddressesAcquired and so on.</summary>
    public string Kind { get; internal init; } = "";

    /// <summary>Null for what concerns the node as a whole.</summary>
    public string? Instance { get; internal init; }

    public VrrpState? FromState { get; internal init; }

    public VrrpState? ToState { get; internal init; }

    /// <summary>What happened and why, as the log line says it.</summary>
    public string Reason { get; internal init; } = "";

    public string? Peer { get; internal init; }

    /// <summary>The Ethernet address of another host that has an address of the instance, where the event is about one.</summary>
    public string? PeerMacAddress { get; internal init; }

    /// <summary>Increases by one for each event of one runner.</summary>
    public long Sequence { get; internal init; }

    public override string ToString() => Instance is null ? $"{Node}: {Reason}" : $"{Node}/{Instance}: {Reason}";
}
