namespace HaVip.Simulation.Tests;

/// <summary>Mistakes that implementations of VRRP make or could make.</summary>
internal static class PlantedBugs
{
    private const string Backup = "Election/VirtualRouter.Backup.cs";
    private const string Master = "Election/VirtualRouter.Master.cs";
    private const string Ties = "Election/VirtualRouter.Ties.cs";
    private const string Handover = "Election/VirtualRouter.Handover.cs";
    private const string Lifecycle = "Election/VirtualRouter.Lifecycle.cs";
    private const string Router = "Election/VirtualRouter.cs";
    private const string Guard = "Election/HmacGuard.cs";
    private const string Receive = "Election/VirtualRouter.Receive.cs";
    private const string Check = "Election/ReceiveCheck.cs";
    private const string Detection = "Election/VirtualRouter.Detection.cs";
    private const string Times = "Election/ElectionTimes.cs";
    private const string Lease = "Configuration/LeaseSetting.cs";
    private const string Codec = "Wire/AdvertisementCodec.cs";

    public static PlantedBug GiverLetsGo { get; } = new(
        "giver leaves as soon as it said goodbye", Handover,
        "_timers[TimerKind.HandoverPatience] = now + patience;", "_timers[TimerKind.Linger] = now;");

    /// <summary>With a rule that finds them.</summary>
    public static IReadOnlyList<(PlantedBug Bug, string Rule)> OfLeases { get; } =
    [
        (new("automatic lease ten times as long", Lease,
            "(masterDownInterval.Microseconds + 999_999)", "(masterDownInterval.Microseconds * 10)"), "GhostOwner"),
        (new("automatic lease half as long", Lease,
            "(masterDownInterval.Microseconds + 999_999) / 1_000_000", "masterDownInterval.Microseconds / 2_000_000"),
            "LeaseTooShort"),
        (new("late Master goes on and holds its tongue", Master,
            "WakeLate(late, now, actions);\n            return;",
            "_timers[TimerKind.Advertisement] = now + Configuration.AdvertisementInterval;\n            return;"),
            "Resurrected"),
    ];

    public static IReadOnlyList<(PlantedBug Bug, string Rule)> OfHeartbeats { get; } =
    [
        (new("heartbeat not heard", Receive, "        HeardOn(path, now, actions);",
            "        HeardOn(path, now, actions);\n        if (path.Index > 0) return;"), "TooEarly"),
        (new("ties decided by the first path alone", Ties,
            "return _turn % _paths.Length == path.Index;", "return path.Index == 0;"), "TwoOwners"),
    ];

    /// <summary>With a rule that finds them.</summary>
    public static IReadOnlyList<(PlantedBug Bug, string Rule)> OfConnections { get; } =
    [
        (new("old owner drops its connections", Handover,
            "taken ? ActionKind.RetireAddresses : ActionKind.ReleaseAddresses", "ActionKind.ReleaseAddresses"),
            "ConnectionLost"),
        (new("new owner forgets the old one's connections", Master, "        AcquireFrom(former, actions);\n        if",
            "        AcquireFrom(default, actions);\n        if"), "ConnectionLost"),
    ];

    /// <summary>Those that every run plants.</summary>
    public static IReadOnlyList<PlantedBug> Few { get; } =
    [
        new("skew time ignored", Times,
            "(masterInterval * missed) + Skew(version, priority, masterInterval)",
            "masterInterval * missed"),
        new("tie-break reversed", Ties, "&& peer > path.Source", "&& peer < path.Source"),
        new("priority 0 ignored", Backup, "WaitWithoutAsking(now + GoodbyeWait);", ""),
        new("learned interval not adopted", Backup, "_learnedInterval = advertisement.Interval;", ""),
        new("master down timer not restarted", Backup,
            "WaitForMaster(now + MasterDownInterval, now);\n        _promotionIsDue = false;", "_promotionIsDue = false;"),
        new("lower-priority rival obeyed", Master, "else if (IsBetter(advertisement, peer, path, now)) Yield",
            "else if (advertisement.Priority > 0) Yield"),
        new("password not checked", Check,
            "CryptographicOperations.FixedTimeEquals(padded, advertisement.AuthenticationData)",
            "padded.Length > 0"),
        new("TTL not checked", Check,
            "return packet.TimeToLive < required ? RejectReason.TimeToLive : RejectReason.None;", "return RejectReason.None;"),
        new("give does not release", Backup, "if (owned) LetGo(cause.Peer, actions);", ""),
        new("take does not raise", Handover, ": _masterPriority + 1;", ": _masterPriority;"),
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
        new("nothing announced once a rival is gone", Master,
            "Announce(Configuration.Announcements.Repeat, actions);\n        ExpectRivalToLeave(", "ExpectRivalToLeave("),
        new("replay window ignored", Guard,
            "return expired || IsNewer(sequence, _senders[known].Sequence) ?", "return !expired || expired ?"),
        new("misses of a silent host ignored", Detection,
            "host.Unanswered < misses || now < since + (settings.Interval * misses)", "host.Unanswered < 1"),
        new("unlisted unicast source heard", Check,
            "if (peer is null) return RejectReason.UnknownPeer;", "if (peer is null) return RejectReason.None;"),
        new("IPv6 tie-break reversed", Ties, "&& peer > path.Source",
            "&& (Family == AddressFamily.IPv6 ? peer < path.Source : peer > path.Source)"),
        new("start-up delay ignored", Backup, "if (now < _listenUntil)", "if (now < default(Instant))"),
    ];

    /// <summary>Those that take a minute more.</summary>
    public static IReadOnlyList<PlantedBug> More { get; } =
    [
        new("host that never answered taken for gone", Detection, "!host.HasAnswered || ", ""),
        new("word of a worse Master keeps the host gone", Backup, "CallOff(now);", ""),
        new("skew time of version 3 as in version 2", Times, "version == 2 ? 1_000_000", "version != 0 ? 1_000_000"),
        new("automatic lease by the owner's own skew", Times,
            "ConfigurationLimits.MinimumPriority, masterInterval", "255, masterInterval"),
        new("wait after a goodbye the same for all", Times, "Skew(3, priority, LongestGoodbyeWait)",
            "Skew(3, 128, LongestGoodbyeWait)"),
        new("strict skew ignored", "Election/VirtualRouter.cs", "Configuration.StrictSkew\n", "false\n"),
        new("tie-break missing", Ties, "&& peer > path.Source", "&& false"),
        new("priority 0 not answered by the Master", Master,
            "else if (advertisement.Priority == 0) AnswerGoodbye(now, actions);",
            "else if (advertisement.Priority == 0) return;"),
        new("learned interval kept as Master", Master, "_learnedInterval = null;", ""),
        new("learned interval kept after Fault", Lifecycle, "_learnedInterval = null;", ""),
        new("worse Master not answered", Master, "Counters.RivalsRejected++;\n        if (AnswersAtOnce(advertisement)) Advertise(now, actions);",
            "Counters.RivalsRejected++;"),
        new("authentication type not checked", Check,
            "if (advertisement.AuthenticationType != expected) return RejectReason.AuthenticationType;", ""),
        new("version 2 interval not compared", Check,
            "? advertisement.Interval == settings.AdvertisementInterval", "? true"),
        new("interval 0 accepted", Check, ": advertisement.Interval > Duration.Zero;", ": true;"),
        new("checksum not verified", Codec, "== advertisement.Checksum;", "!= 0x10000;"),
        new("taker's raised priority not used", Handover, "_raisedPriority = priority;", "_raisedPriority = 0;"),
        new("late wake noticed by timers only", Receive,
            "if (State == VrrpState.Master) ListenIfLate(now, actions);", ""),
        GiverLetsGo,
        new("giver never tires", Handover, "_timers[TimerKind.HandoverPatience] = now + patience;",
            "_timers[TimerKind.HandoverPatience] = now + (patience * 1000);"),
        new("advertisements stop after a failed give", Handover,
            "EndHandover(HandoverRefusal.NobodyTookOver, now, actions);\n        ResumeMaster(taken: false, now, actions);",
            "EndHandover(HandoverRefusal.NobodyTookOver, now, actions);\n        Announce(1, actions);"),
        new("Fault does not release", Lifecycle, "if (owned) LetGo(cause.Peer, actions);", ""),
        new("replaced interface not noticed", Lifecycle, "var replaced = before.Index != Interface.Index;",
            "var replaced = false;"),
        new("reload always restarts", "Engine/NodeEngine.Reload.cs",
            "if (!ConfigurationDiff.AreEqual(router.Configuration, instance)) Reconfigure", "Reconfigure"),
        new("loser leaves without a word", Master,
            "BecomeBackup(reason, now, actions, new Cause(peer, advertisement.Priority));\n"
            + "        SendAdvertisement(Priority, actions);",
            "BecomeBackup(reason, now, actions, new Cause(peer, advertisement.Priority));"),
        new("goodbyes put the announcement off", Master,
            "if (_timers[TimerKind.RivalGone] == Instant.Never) ExpectRivalToLeave(now);", "ExpectRivalToLeave(now);"),
        new("address owner does not announce against a rival", Receive, "else OutdoRival(now, actions);", ""),
        new("address owner deaf to the checksum form", Receive,
            "FollowChecksumForm(form, peer, actions);\n        if (path", "if (path"),
        new("unsigned advertisement heard", Guard,
            "if (advertisement.Trailer.IsEmpty) return RejectReason.HmacMissing;",
            "if (advertisement.Trailer.IsEmpty) return RejectReason.None;"),
        new("HMAC not verified", Guard,
            "source, key.Material.Bytes))\n            return RejectReason.HmacMismatch;",
            "source, key.Material.Bytes) && key.Id == 0)\n            return RejectReason.HmacMismatch;"),
        new("stale signature heard", Guard, "return RejectReason.HmacStale;", "return RejectReason.None;"),
        new("clock put back not followed by signatures", Guard,
            "antiReplay == HmacAntiReplay.Monotonic || putBack <= window", "true"),
        new("unicast packets heard by a multicast instance", Check,
            "if (packet.Destination.IsMulticast != unicast is null) return RejectReason.Destination;", ""),
        new("checksum choice of the configuration ignored on receipt", Check,
            "var one = settings.Checksum != ChecksumPreference.Auto", "var one = settings.VirtualRouterId == 0"),
        new("reload to auto keeps the checksum form", Router,
            "if (next == ChecksumPreference.Auto && Configuration.Checksum == ChecksumPreference.Auto) return;",
            "if (next == ChecksumPreference.Auto) return;"),
        new("own missed advertisements ignored", Times,
            "(masterInterval * missed) + Skew", "(masterInterval * 3) + Skew"),
        new("heap not updated after a packet", "Engine/NodeEngine.cs",
            "listener.Router.Receive(packet, listener.Path, now, actions);\n        Settle(listener.Router, now, actions);",
            "listener.Router.Receive(packet, listener.Path, now, actions);"),
    ];
}
