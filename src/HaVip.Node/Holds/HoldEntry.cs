using HaVip.Core.Election;

namespace HaVip.Node.Holds;

/// <summary>What is kept of one instance.</summary>
internal sealed record HoldEntry
{
    public required string Instance { get; init; }

    /// <summary>0 where it is not raised.</summary>
    public byte RaisedPriority { get; init; }

    public bool StaysAway { get; init; }

    public bool Suspended { get; init; }

    /// <summary>When it ends, microseconds since 1970 UTC; null where it lasts until failback.</summary>
    public long? EndsUnixMicroseconds { get; init; }

    /// <summary>What was left of it when this was written: a clock set back must not make it longer.</summary>
    public long? RemainingMicroseconds { get; init; }

    public HoldState Hold => new(RaisedPriority, StaysAway, Suspended);

    /// <summary>What is left by the time of day, never more than when it was written; null means no end.</summary>
    public long? RemainingAt(long unixMicroseconds) => EndsUnixMicroseconds is not { } ends
        ? null
        : Math.Clamp(ends - unixMicroseconds, 0, Math.Max(0, RemainingMicroseconds ?? 0));
}
