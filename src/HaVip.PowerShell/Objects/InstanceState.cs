using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip;

/// <summary>One virtual router of one node at <see cref="Time"/>, as its runner sees it.</summary>
public sealed class InstanceState : InstanceObject
{
    public string Name { get; internal init; } = "";

    internal override string InstanceName => Name;

    public VrrpState State { get; internal init; }

    /// <summary>Why it is in this state, in words.</summary>
    public string Reason { get; internal init; } = "";

    public string Interface { get; internal init; } = "";

    /// <summary>The ways its advertisements travel: its own interface, then its heartbeat.</summary>
    public InstancePath[] Paths { get; internal init; } = [];

    public byte VirtualRouterId { get; internal init; }

    public AddressFamily AddressFamily { get; internal init; }

    public byte Version { get; internal init; }

    public byte Priority { get; internal init; }

    /// <summary>
    /// What the election counts: the priority, raised while a takeover by command is held, and what
    /// <see cref="Tracked"/> adds or takes off.
    /// </summary>
    public byte EffectivePriority { get; internal init; }

    /// <summary>The group it moves together with; null for none.</summary>
    public string? Group { get; internal init; }

    /// <summary>What it tracks, and what each adds to the priority or takes off.</summary>
    public TrackedState[] Tracked { get; internal init; } = [];

    /// <summary>Who is told what becomes of it and of its group, and what became of the latest news.</summary>
    public NotificationState[] Notification { get; internal init; } = [];

    /// <summary>Own address while Master; null while no Master is known.</summary>
    public string? MasterAddress { get; internal init; }

    public byte MasterPriority { get; internal init; }

    public string[] VirtualAddress { get; internal init; } = [];

    public string[] VirtualRoute { get; internal init; } = [];

    /// <summary>Where another host has an address of this Master too, a split brain; null while none is known.</summary>
    public string? RivalMacAddress { get; internal init; }

    /// <summary>Which of the addresses the rival was found by.</summary>
    public string? RivalAddress { get; internal init; }

    public DateTimeOffset? RivalSince { get; internal init; }

    /// <summary>How often a Master asks who else has its addresses; zero where it does not.</summary>
    public TimeSpan SplitBrainProbe { get; internal init; }

    /// <summary>When this Master asked last; null where it has not.</summary>
    public DateTimeOffset? ProbedAt { get; internal init; }

    public bool Preempt { get; internal init; }

    /// <summary>Whether a Master takes packets sent to the addresses; as configured, the address owner always does.</summary>
    public bool AcceptMode { get; internal init; }

    /// <summary>An earlier failover sticks here until failback or the end of the hold.</summary>
    public bool Held { get; internal init; }

    /// <summary>It does not become Master until Resume-HaVipNode.</summary>
    public bool Suspended { get; internal init; }

    /// <summary>Null where nothing is held, or until failback.</summary>
    public TimeSpan? HoldRemaining { get; internal init; }

    public TimeSpan AdvertisementInterval { get; internal init; }

    public TimeSpan MasterDownInterval { get; internal init; }

    /// <summary>When it entered the state; null where no runner tells.</summary>
    public DateTimeOffset? Since { get; internal init; }

    public long Transitions { get; internal init; }

    public InstanceCounters Counters { get; internal init; } = new();

    /// <summary>The runner's process; null where none runs.</summary>
    public int? ProcessId { get; internal init; }

    /// <summary>When the snapshot was taken.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>
    /// In a role that lasts while nothing else happens: Master, or Backup of a Master it has heard and would not
    /// preempt.
    /// </summary>
    public bool Settled => State switch
    {
        VrrpState.Master => true,
        VrrpState.Backup => MasterAddress is not null && (Held || Suspended || !Preempt || MasterPriority >= EffectivePriority),
        _ => false,
    };

    public override string ToString() => $"{Node}/{Name}: {State}";
}
