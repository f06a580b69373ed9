using HaVip.Core.Election;

namespace HaVip.Core.Control;

/// <summary>Something an instance tracks, and what it amounts to.</summary>
public sealed record TrackedState
{
    public TrackedKind Kind { get; init; }

    public required string Name { get; init; }

    public Health Health { get; init; }

    public short Weight { get; init; }

    /// <summary>What it adds to the priority, or takes off; 0 with weight 0, which means Fault instead.</summary>
    public int Contribution { get; init; }
}
