using HaVip.Core.Election;
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

    public VrrpState StateBefore { get; init; }

    public byte PriorityBefore { get; init; }

    public bool WasHandingOver { get; init; }

    public bool WasSilentTooLong { get; init; }
}
