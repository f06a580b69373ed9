using HaVip.Core.Election;
using HaVip.Core.Wire;
using HaVip.Simulation.Hosts;

namespace HaVip.Simulation.Checkers;

/// <summary>What was known before a packet was read.</summary>
internal readonly record struct ReceiveWatch
{
    public Member? Member { get; init; }

    /// <summary>Junk only.</summary>
    public RouterSnapshot[]? Snapshots { get; init; }

    public Certainty Certainty { get; init; }

    public bool WasAccepted => Member is { Router: { } router }
        && router.Counters.AdvertisementsReceived == AcceptedBefore + 1;

    public long AcceptedBefore { get; init; }

    /// <summary>An address owner obeys nobody, but learns from its rivals how they read.</summary>
    public bool WasHeardByOwner => Member is { Router: { } router }
        && router.Counters.Rejected(RejectReason.AddressOwner) == HeardByOwnerBefore + 1;

    public long HeardByOwnerBefore { get; init; }

    public VrrpState StateBefore { get; init; }

    public byte PriorityBefore { get; init; }

    public bool WasHandingOver { get; init; }

    public bool WasSilentTooLong { get; init; }
}
