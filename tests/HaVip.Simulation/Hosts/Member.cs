using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Simulation.Checkers;

namespace HaVip.Simulation.Hosts;

/// <summary>One host's part in one virtual router: what its kernel has, and what the checkers remember of it.</summary>
internal sealed class Member(SimulatedHost host, int group, InstanceConfiguration configuration)
{
    public SimulatedHost Host { get; } = host;

    public int Group { get; } = group;

    public string Name => Configuration.Name;

    /// <summary>The process hears of a change of its interface within this.</summary>
    public static readonly Duration LongestTold = Duration.FromMilliseconds(50);

    /// <summary>What the running process was told last; what a restart reads.</summary>
    public InstanceConfiguration Configuration { get; private set; } = configuration;

    public Instant ConfiguredAt { get; private set; }

    /// <summary>Null while the process is dead.</summary>
    public VirtualRouter? Router { get; set; }

    /// <summary>An operator wants it to run: what a restarted process starts.</summary>
    public bool Wanted { get; set; } = true;

    /// <summary>As reported by transitions, so that checkers follow the order of actions.</summary>
    public VrrpState State { get; private set; }

    public Instant StateSince { get; private set; }

    /// <summary>The virtual addresses the kernel has.</summary>
    public IReadOnlyList<VirtualAddress> Owned { get; private set; } = [];

    public Instant OwnedSince { get; private set; }

    /// <summary>When this member last was Master or had an address and answered for it.</summary>
    public Instant LastServed { get; private set; } = new(-1);

    /// <summary>The last time it ceased to serve, it could not or would not tell the other routers.</summary>
    public bool LeftSilently { get; private set; }

    /// <summary>When it began to tell that it would leave, the last time it left.</summary>
    public Instant LeaveBegan { get; private set; }

    public Instant HandoverStartedAt { get; set; }

    public Instant HandoverEndedAt { get; set; }

    /// <summary>The address it advertises from.</summary>
    public IpAddress Source => Configuration.Unicast is { Source: { Family: not AddressFamily.None } source }
        ? source
        : Host.AddressOf(Configuration.Family);

    /// <summary>The interface has the address to advertise from.</summary>
    public bool CanSend => Source.Family != AddressFamily.None && Source == Host.AddressOf(Configuration.Family);

    /// <summary>The checksum form of what it sent last; null before.</summary>
    public ChecksumForm? SentForm { get; private set; }

    public Instant FormSince { get; private set; }

    public bool Owns => Owned.Count > 0;

    /// <summary>It has the addresses still but answers no client that asks where they are.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>A process that lives and runs, on a LAN that reaches it, answers for the address.</summary>
    public bool Answers => Owns && Host.IsRunning && Host.Status.IsUp;

    public bool Serves => Host.IsRunning && (Owns || State == VrrpState.Master);

    /// <summary>The effective priority as the last step left it.</summary>
    public byte PriorityBefore { get; private set; }

    /// <summary>Since when it has that one.</summary>
    public Instant PrioritySince { get; private set; }

    public AddressLease Lease { get; } = new();

    /// <summary>The kernel took the addresses because nobody renewed them.</summary>
    public bool Lost { get; set; }

    /// <summary>When it advertised last, in true time.</summary>
    public Instant AdvertisedAt { get; set; } = new(-1);

    /// <summary>When it accepted an advertisement last, no goodbye, in true time.</summary>
    public Instant HeardAt { get; private set; } = new(-1);

    public IpAddress HeardFrom { get; private set; }

    /// <summary>Whom it relieved as Master; null where that is not sure.</summary>
    public Member? Former { get; set; }

    /// <summary>Until when its kernel keeps the addresses for connections, and answers for them no more.</summary>
    public Instant KeptUntil { get; private set; } = new(-1);

    /// <summary>Where its kernel passes on what belongs to connections of others.</summary>
    public IpAddress PassesTo { get; private set; }

    public Instant PassesUntil { get; private set; } = new(-1);

    public ElectionShadow Shadow { get; } = new();

    public FormShadow Forms { get; } = new();

    public HandoverLedger Ledger { get; } = new();

    /// <summary>Counts what the kernel was asked for, so that its late answer to an older wish is dropped.</summary>
    public long LastWish { get; private set; }

    public long Wish() => ++LastWish;

    public void Configure(InstanceConfiguration next, Instant now)
    {
        Configuration = next;
        ConfiguredAt = now;
    }

    public void Hear(IpAddress from, Instant now)
    {
        HeardFrom = from;
        HeardAt = now;
    }

    public void KeepForConnections(Instant until) => KeptUntil = until;

    public void PassOn(IpAddress to, Instant until)
    {
        PassesTo = to;
        PassesUntil = until;
    }

    public void NotePriority(byte priority, Instant now)
    {
        if (priority != PriorityBefore) PrioritySince = now;
        PriorityBefore = priority;
    }

    public void NoteForm(ChecksumForm form, Instant now)
    {
        if (SentForm == form) return;
        SentForm = form;
        FormSince = now;
    }

    public void Enter(VrrpState state, Instant now)
    {
        NoteService(now, silently: Router is null || IsSilent(Router.Reason));
        State = state;
        StateSince = now;
    }

    /// <summary>A change of service is coming: if it served until now, remember.</summary>
    public void NoteService(Instant now, bool silently = true)
    {
        if (!Serves) return;
        LastServed = now;
        LeftSilently = silently;
        LeaveBegan = Ledger.Owed > 0 ? HandoverStartedAt : now;
    }

    public void Own(IReadOnlyList<VirtualAddress> addresses, Instant now)
    {
        NoteService(now, silently: Router is null || IsSilent(Router.Reason));
        Wish();
        if (addresses.Count > 0 && !Owns) OwnedSince = now;
        if (addresses.Count == 0) Lease.Drop();
        Lost = false;
        KeptUntil = new Instant(-1);
        if (addresses.Count == 0) PassesUntil = new Instant(-1);
        Owned = addresses;
    }

    private static bool IsSilent(TransitionReason reason) => reason is TransitionReason.LateWake
        or TransitionReason.InterfaceMissing or TransitionReason.InterfaceDown or TransitionReason.NoSourceAddress;

    public override string ToString() => $"n{Host.Index}/{Name}";
}
