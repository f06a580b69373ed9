namespace HaVip.Simulation.Tests;

/// <summary>Mistakes that implementations of VRRP make or could make.</summary>
internal static class PlantedBugs
{
    private const string Backup = "Election/VirtualRouter.Backup.cs";
    private const string Master = "Election/VirtualRouter.Master.cs";
    private const string Handover = "Election/VirtualRouter.Handover.cs";
    private const string Lifecycle = "Election/VirtualRouter.Lifecycle.cs";
    private const string Receive = "Election/VirtualRouter.Receive.cs";
    private const string Times = "Election/ElectionTimes.cs";
    private const string Codec = "Wire/AdvertisementCodec.cs";

    /// <summary>Those that every run plants.</summary>
    public static IReadOnlyList<PlantedBug> Few { get; } =
    [
        new("skew time ignored", Times,
            "(masterInterval * missed) + Skew(version, priority, masterInterval)",
            "masterInterval * missed"),
        new("tie-break reversed", Master,
            "priority == Priority && peer > Source", "priority == Priority && peer < Source"),
        new("priority 0 ignored", Backup, "_timers[TimerKind.MasterDown] = now + SkewTime;", ""),
        new("learned interval not adopted", Backup, "_learnedInterval = advertisement.Interval;", ""),
        new("master down timer not restarted", Backup,
            "LearnInterval(advertisement, peer, actions);\n"
            + "        _timers[TimerKind.MasterDown] = now + MasterDownInterval;",
            "LearnInterval(advertisement, peer, actions);"),
        new("lower-priority rival obeyed", Master, "else if (IsBetter(advertisement.Priority, peer)) Yield",
            "else if (advertisement.Priority > 0) Yield"),
        new("password not checked", Receive,
            "CryptographicOperations.FixedTimeEquals(padded, advertisement.AuthenticationData)",
            "padded.Length > 0"),
        new("TTL not checked", Receive,
            "return packet.TimeToLive < required ? RejectReason.TimeToLive : RejectReason.None;", "return RejectReason.None;"),
        new("give does not release", Backup, "if (owned) actions.Add(ActionKind.ReleaseAddresses, this);", ""),
        new("take does not raise", Handover, "(byte)(_masterPriority + 1)", "_masterPriority"),
        new("preempt off ignored", Backup, "(Configuration.Preempt || Configuration.AddressOwner) && !_staysAway",
            "!_staysAway"),
        new("preempt delay ignored", Backup,
            "return now >= _worseMasterSince + Configuration.PreemptDelay;", "return true;"),
        new("hold ignored", Handover, "_staysAway = true;", ""),
        new("late wake ignored", Master, "if (late > PeerPatience)", "if (late > PeerPatience * 1_000_000)"),
        new("command ends twice", Handover, "EndHandover(HandoverRefusal.NobodyTookOver, now, actions);",
            "EndHandoverAction(HandoverRefusal.NobodyTookOver, default, actions);\n"
            + "        EndHandover(HandoverRefusal.NobodyTookOver, now, actions);"),
        new("rejected packet restarts the timer", Receive, "Counters.CountRejected(reason);",
            "Counters.CountRejected(reason);\n        if (State == VrrpState.Backup) "
            + "_timers[TimerKind.MasterDown] = now + MasterDownInterval;"),
    ];

    /// <summary>Those that take a minute more.</summary>
    public static IReadOnlyList<PlantedBug> More { get; } =
    [
        new("skew time of version 3 as in version 2", Times, "version == 2 ? 1_000_000", "version != 0 ? 1_000_000"),
        new("tie-break missing", Master, "|| (priority == Priority && peer > Source)", ""),
        new("priority 0 not answered by the Master", Master,
            "if (advertisement.Priority == 0) Advertise(now, actions);",
            "if (advertisement.Priority == 0) return;"),
        new("learned interval kept as Master", Master, "_learnedInterval = null;", ""),
        new("learned interval kept after Fault", Lifecycle, "_learnedInterval = null;", ""),
        new("worse Master not answered", Master, "Counters.RivalsRejected++;\n        Advertise(now, actions);",
            "Counters.RivalsRejected++;"),
        new("authentication type not checked", Receive,
            "if (advertisement.AuthenticationType != expected) return RejectReason.AuthenticationType;", ""),
        new("version 2 interval not compared", Receive,
            "? advertisement.Interval == Configuration.AdvertisementInterval", "? true"),
        new("interval 0 accepted", Receive, ": advertisement.Interval > Duration.Zero;", ": true;"),
        new("checksum not verified", Codec, "== advertisement.Checksum) return true;", "!= 0x10000) return true;"),
        new("taker's raised priority not used", Handover, "_raisedPriority = priority;", "_raisedPriority = 0;"),
        new("late wake noticed by timers only", Receive,
            "if (State == VrrpState.Master) ListenIfLate(now, actions);", ""),
        new("giver leaves as soon as it said goodbye", Handover,
            "_timers[TimerKind.HandoverPatience] = now + patience;",
            "_timers[TimerKind.Linger] = now;"),
        new("giver never tires", Handover, "_timers[TimerKind.HandoverPatience] = now + patience;",
            "_timers[TimerKind.HandoverPatience] = now + (patience * 1000);"),
        new("advertisements stop after a failed give", Handover,
            "EndHandover(HandoverRefusal.NobodyTookOver, now, actions);\n        ResumeMaster(now, actions);",
            "EndHandover(HandoverRefusal.NobodyTookOver, now, actions);\n        Announce(1, actions);"),
        new("Fault does not release", Lifecycle, "if (owned) actions.Add(ActionKind.ReleaseAddresses, this);", ""),
        new("replaced interface not noticed", Lifecycle, "var replaced = before.Index != Interface.Index;",
            "var replaced = false;"),
        new("reload always restarts", "Engine/NodeEngine.Reload.cs",
            "if (ConfigurationDiff.AreEqual(router.Configuration, instance)) return;", ""),
        new("heap not updated after a packet", "Engine/NodeEngine.cs",
            "router.Receive(packet, now, actions);\n        _deadlines.Update(router);",
            "router.Receive(packet, now, actions);"),
    ];
}
