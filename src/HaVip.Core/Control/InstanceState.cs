using HaVip.Core.Values;

namespace HaVip.Core.Control;

/// <summary>One virtual router as the runner sees it at the time of the snapshot.</summary>
public sealed record InstanceState
{
    public required string Name { get; init; }

    public Election.VrrpState State { get; init; }

    /// <summary>Why it is in this state, in words.</summary>
    public string Reason { get; init; } = "";

    public string Interface { get; init; } = "";

    /// <summary>Its own interface, then its heartbeat.</summary>
    public IReadOnlyList<PathState> Paths { get; init; } = [];

    public byte VirtualRouterId { get; init; }

    public AddressFamily AddressFamily { get; init; }

    public byte Version { get; init; }

    public byte Priority { get; init; }

    public byte EffectivePriority { get; init; }

    /// <summary>Own source address while Master; null while nobody is known.</summary>
    public string? MasterAddress { get; init; }

    public byte MasterPriority { get; init; }

    public IReadOnlyList<string> VirtualAddresses { get; init; } = [];

    public IReadOnlyList<string> VirtualRoutes { get; init; } = [];

    /// <summary>The Ethernet address of another host that has an address of this Master too; null while none is known.</summary>
    public string? RivalMacAddress { get; init; }

    /// <summary>Which address the rival claimed first.</summary>
    public string? RivalAddress { get; init; }

    public long? RivalSinceUnixMicroseconds { get; init; }

    /// <summary>How often a Master asks who else has its addresses; 0 where it does not.</summary>
    public long SplitBrainProbeMicroseconds { get; init; }

    /// <summary>When it asked last; null where it has not.</summary>
    public long? ProbedUnixMicroseconds { get; init; }

    public bool Preempt { get; init; }

    /// <summary>As configured; the address owner accepts in either case.</summary>
    public bool AcceptMode { get; init; } = true;

    /// <summary>A give or take sticks here until it elapses or failback is asked for.</summary>
    public bool Held { get; init; }

    /// <summary>The node is suspended: this instance does not become Master until it is resumed.</summary>
    public bool Suspended { get; init; }

    /// <summary>The group it is in; null for none.</summary>
    public string? Group { get; init; }

    public IReadOnlyList<TrackedState> Tracked { get; init; } = [];

    /// <summary>Who is told what becomes of it and of its group, and what became of the latest news.</summary>
    public IReadOnlyList<NotificationState> Notifications { get; init; } = [];

    public long? HoldRemainingMicroseconds { get; init; }

    public long AdvertisementIntervalMicroseconds { get; init; }

    public long MasterDownIntervalMicroseconds { get; init; }

    public long SinceUnixMicroseconds { get; init; }

    public long Transitions { get; init; }

    public InstanceCounters Counters { get; init; } = new();
}
