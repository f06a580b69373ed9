using HaVip.Core.Values;

namespace HaVip.Core.Election;

/// <summary>A give under way: goodbye is said, the addresses are kept until somebody else answers for them.</summary>
internal sealed record Handover
{
    public required Instant Started { get; init; }

    public required HandoverPurpose Purpose { get; init; }

    /// <summary>Purpose Give: how long to stay away afterwards; null means until failback.</summary>
    public Duration? Hold { get; init; }

    /// <summary>Purpose Give: what the Backup it makes of this node says for itself.</summary>
    public TransitionReason Reason { get; init; } = TransitionReason.GivenByCommand;

    /// <summary>Leave even where nobody takes over.</summary>
    public bool Force { get; init; }

    /// <summary>New connections wait for the new owner.</summary>
    public bool HoldsConnections { get; init; }

    /// <summary>
    /// What the new owner's host is asked for, where its announcements are contradicted until it answers; null where they
    /// are not.
    /// </summary>
    public SuccessorNotes? Successor { get; init; }

    /// <summary>Who took over; the default value while nobody has.</summary>
    public IpAddress Taker { get; init; }

    public byte TakerPriority { get; init; }

    public bool Taken => Taker.Family != AddressFamily.None;
}
