using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Succession;

/// <summary>All that a virtual router knows beside its configuration, while no hand-over is under way.</summary>
public sealed record RouterMemory
{
    public required string Name { get; init; }

    public VrrpState State { get; init; }

    public TransitionReason Reason { get; init; }

    public Instant Since { get; init; }

    public long Transitions { get; init; }

    public IpAddress ReasonPeer { get; init; }

    public byte ReasonPeerPriority { get; init; }

    public Duration ReasonElapsed { get; init; }

    /// <summary>In the order of the paths.</summary>
    public required IReadOnlyList<PathMemory> Paths { get; init; }

    public required CounterMemory Counters { get; init; }

    /// <summary>Deadlines by the name of the timer; one that does not run is left out.</summary>
    public IReadOnlyDictionary<string, Instant> Timers { get; set; } = new Dictionary<string, Instant>();

    public ChecksumForm ChecksumForm { get; init; }

    public Duration? LearnedInterval { get; init; }

    public IpAddress Master { get; init; }

    public int MasterPath { get; init; }

    public byte MasterPriority { get; init; }

    public Instant MasterHeard { get; init; }

    public bool MasterSaidGoodbye { get; init; }

    public Instant ListenUntil { get; init; }

    public Instant WorseMasterSince { get; set; } = Instant.Never;

    public Instant RivalSaidGoodbye { get; init; }

    public bool OutdidRival { get; init; }

    /// <summary>A tie of Masters: since when, when it was heard last, which turn it was, which one was answered.</summary>
    public TieMemory Tie { get; init; }

    public HoldState Hold { get; init; }

    public IReadOnlyList<TrackedMemory> Tracked { get; set; } = [];

    /// <summary>It would be Master, but for its group or for what it tracks and has not seen yet.</summary>
    public bool PromotionIsDue { get; init; }

    public RivalNotes Rivals { get; set; } = new();

    public DetectionNotes Detection { get; set; } = new();

    /// <summary>Other nodes that were heard.</summary>
    public IReadOnlyList<IpAddress> Peers { get; set; } = [];

    public Instant ReachedAgain { get; set; } = new(long.MinValue / 2);

    /// <summary>Whether the addresses were asked for before the state was entered, and who answered.</summary>
    public bool ReasonAsked { get; init; }

    public NeighborClaim ReasonAnswer { get; init; }

    /// <summary>When a refusal was reported last, by its reason.</summary>
    public IReadOnlyDictionary<string, Instant> RejectReported { get; set; } = new Dictionary<string, Instant>();

    public Instant AddressListReported { get; init; }

    public bool IsOfOtherMaker { get; init; }

    /// <summary>The sequence signed last; null before the first.</summary>
    public ulong? SentSequence { get; init; }

    /// <summary>When the clock read what that sequence says.</summary>
    public Instant SentClockRead { get; init; }

    public IReadOnlyList<SenderMemory> Senders { get; set; } = [];
}
