using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Engine;

/// <summary>One piece of work for the host; fields that a kind does not use have their default.</summary>
public readonly record struct EngineAction
{
    public required ActionKind Kind { get; init; }

    public required VirtualRouter Router { get; init; }

    /// <summary>SendAdvertisement: the priority to send, 0 to say goodbye.</summary>
    public byte Priority { get; init; }

    /// <summary>AcquireAddresses and RetireAddresses: how long connections to the former owner may go on.</summary>
    public Duration Drain { get; init; }

    /// <summary>AnnounceAddresses: messages per address.</summary>
    public byte Count { get; init; }

    /// <summary>AnnounceAddresses: no neighbour waits for them.</summary>
    public bool IsPatient { get; init; }

    /// <summary>ProbeAddresses: where in Router.AddressAt to begin.</summary>
    public int First { get; init; }

    public EventKind Event { get; init; }

    /// <summary>The path reported on; null where there is none.</summary>
    public AdvertisementPath? Path { get; init; }

    public VrrpState From { get; init; }

    public VrrpState To { get; init; }

    public TransitionReason Reason { get; init; }

    public RejectReason Rejected { get; init; }

    /// <summary>EndHandover: None where the hand-over completed.</summary>
    public HandoverRefusal Refusal { get; init; }

    /// <summary>The other node concerned; the default value where there is none. AcquireAddresses: the former owner.</summary>
    public IpAddress Peer { get; init; }

    public byte PeerPriority { get; init; }

    /// <summary>AnnounceForOther: what to say. Else another host that has an address; the default value where there is none.</summary>
    public NeighborClaim Neighbor { get; init; }

    /// <summary>Transition: the addresses were asked for before; Neighbor is who answered.</summary>
    public bool Asked { get; init; }

    /// <summary>How long the thing reported took or has lasted.</summary>
    public Duration Elapsed { get; init; }
}
