using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Neighbors;

/// <summary>
/// A host that is asked again and again whether it is there, by ARP or neighbour discovery: its kernel answers, whatever its
/// daemons do. However many virtual routers of an interface want to know, it is asked once, at the pace of the most eager.
/// </summary>
internal sealed class WatchedHost(string interfaceName, IpAddress address, Instant now)
{
    /// <summary>So many questions go to where the host was; then all are asked, as it may be elsewhere now.</summary>
    private const int QuestionsToItsPlace = 4;

    /// <summary>One that has been away for longer is asked more rarely.</summary>
    private static readonly Duration SoonAway = Duration.FromSeconds(2);

    private static readonly Duration LongAway = Duration.FromSeconds(60);
    private static readonly Duration SoonPace = Duration.FromMilliseconds(250);
    private static readonly Duration LongPace = Duration.FromSeconds(1);
    private static readonly Duration StrangersPace = Duration.FromSeconds(10);

    private readonly Dictionary<VirtualRouter, HostInterest> _interests = [];
    private readonly List<VirtualRouter> _order = [];
    private Duration _calm;
    private Duration _patience;
    private Instant _asked = new(long.MinValue / 2);
    private MacAddress _place;

    public string Interface => interfaceName;

    public IpAddress Address => address;

    /// <summary>When it is to be asked next.</summary>
    public Instant NextDeadline { get; private set; } = now;

    /// <summary>Whether it ever answered; one that never did says nothing by its silence.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>When it answered last; before it ever did, since when it is asked.</summary>
    public Instant LastAnswer { get; private set; } = now;

    /// <summary>Questions in a row that went unanswered for as long as an answer may take.</summary>
    public int Unanswered { get; private set; }

    /// <summary>When the first of those was asked.</summary>
    public Instant FirstUnanswered { get; private set; } = Instant.Never;

    /// <summary>Who wants to know, in the order they came.</summary>
    public List<VirtualRouter> Interested => _order;

    /// <summary>Where it is asked: at its place while that is known and it was there lately, else everywhere.</summary>
    public MacAddress Place => Unanswered < QuestionsToItsPlace ? _place : default;

    public void Add(VirtualRouter router, HostInterest interest, Instant now)
    {
        if (!_interests.ContainsKey(router)) _order.Add(router);
        _interests[router] = interest;
        FollowPace(now);
    }

    /// <summary>What was to be asked for it is asked in any case.</summary>
    public void Remove(VirtualRouter router)
    {
        if (_interests.Remove(router)) _order.Remove(router);
        SetPace();
    }

    /// <summary>It is asked now. True where the question before has remained without an answer.</summary>
    public bool Ask(Instant now)
    {
        var unanswered = LastAnswer < _asked;
        if (unanswered && Unanswered++ == 0) FirstUnanswered = _asked;
        _asked = now;
        NextDeadline = now + WaitForAnswer(now);
        return unanswered;
    }

    /// <summary>It said where it is, or only that it is there. Returns for how long it had not answered; zero where that is usual.</summary>
    public Duration Answered(MacAddress place, Instant now)
    {
        var away = Unanswered > 0 ? now - LastAnswer : Duration.Zero;
        HasAnswered = true;
        LastAnswer = now;
        Unanswered = 0;
        FirstUnanswered = Instant.Never;
        if (place != default) _place = place;
        NextDeadline = _asked + _calm;
        return away;
    }

    private Duration WaitForAnswer(Instant now)
    {
        var away = now - LastAnswer;
        if (away < SoonAway + _calm) return _patience;
        var pace = away < LongAway ? SoonPace : HasAnswered ? LongPace : StrangersPace;
        return Duration.Max(_patience, pace);
    }

    private void SetPace()
    {
        _calm = Duration.MaxValue;
        _patience = Duration.MaxValue;
        foreach (var router in _order)
        {
            var interest = _interests[router];
            _calm = Duration.Min(_calm, interest.Calm);
            _patience = Duration.Min(_patience, interest.Patience);
        }
    }

    private void FollowPace(Instant now)
    {
        SetPace();
        var latest = LastAnswer < _asked ? _asked + WaitForAnswer(now) : _asked + _calm;
        NextDeadline = Instant.Min(NextDeadline, latest < now ? now : latest);
    }
}
