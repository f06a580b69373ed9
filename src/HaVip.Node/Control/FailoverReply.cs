using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Node.Control;

/// <summary>One outcome per instance, when all hand-overs have ended or the time is over.</summary>
internal sealed class FailoverReply(Instant started, Instant deadline) : PendingReply(deadline)
{
    private readonly List<Item> _items = [];

    /// <summary>Adds an instance before its hand-over begins, so that its previous Master is known.</summary>
    public void Add(VirtualRouter router, FailoverDirection direction) => _items.Add(new Item(router, direction)
    {
        PreviousMaster = Text(router.MasterAddress),
    });

    /// <summary>The engine would not begin it.</summary>
    public void Refuse(VirtualRouter router, HandoverRefusal refusal) => End(router, refusal, default, Duration.Zero);

    /// <summary>A take is done at once for the engine; what the kernel needs for it is part of its time.</summary>
    public override void HandoverEnded(in EngineAction end, Instant now) =>
        End(end.Router, end.Refusal, end.Peer, now - started);

    public override ControlResponse? TryAnswer(Instant now, bool late)
    {
        if (!late && _items.Exists(item => !item.Ended)) return null;
        return new ControlResponse { Outcomes = _items.ConvertAll(item => Outcome(item, now)) };
    }

    private void End(VirtualRouter router, HandoverRefusal refusal, IpAddress peer, Duration elapsed)
    {
        var item = _items.Find(candidate => candidate.Router == router && !candidate.Ended);
        if (item is null) return;
        item.Ended = true;
        item.Elapsed = elapsed;
        item.Error = EventText.Refusal(router, refusal);
        item.NewMaster = Text(peer) ?? Text(router.MasterAddress);
    }

    private FailoverOutcome Outcome(Item item, Instant now) => new()
    {
        Instance = item.Router.Name,
        Direction = item.Direction,
        Completed = item.Ended && item.Error is null,
        Error = item.Ended || Deadline == started ? item.Error : StillUnderWay(item, now),
        PreviousMaster = item.PreviousMaster,
        NewMaster = item.NewMaster,
        DurationMicroseconds = (item.Ended ? item.Elapsed : now - started).Microseconds,
    };

    private ControlError StillUnderWay(Item item, Instant now) => new(
        HandoverTimeout,
        $"{item.Router.Name}: the hand-over is still under way after {(now - started).ToSeconds()}.",
        "It goes on; look at Get-HaVipState, or wait longer next time.");

    private static string? Text(IpAddress address) =>
        address.Family == AddressFamily.None ? null : address.ToString();

    /// <summary>The id of the error where the client's time was over first.</summary>
    public const string HandoverTimeout = "HandoverTimeout";

    private sealed class Item(VirtualRouter router, FailoverDirection direction)
    {
        public VirtualRouter Router { get; } = router;

        public FailoverDirection Direction { get; } = direction;

        public string? PreviousMaster { get; init; }

        public string? NewMaster { get; set; }

        public bool Ended { get; set; }

        public ControlError? Error { get; set; }

        public Duration Elapsed { get; set; }
    }
}
