using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>
/// Masters of equal priority: the higher address stays (RFC 9568 section 6.4.3). With a heartbeat a node has an address
/// on each path, a packet tells only the one of its own, and their order may differ from path to path: if every path
/// decided, both could leave, or none. So one path has the turn at a time, and decides by the addresses on it alone: the
/// instance's own interface first, and the next one in the order of the configuration, the same on all nodes, when two
/// advertisement intervals have not ended the tie. Both nodes start counting when they hear each other first, so it is the
/// turn of the same path at both, and where it carries both ways exactly one of them leaves.
/// </summary>
public sealed partial class VirtualRouter
{
    private const int TurnIntervals = 2;

    private Instant _tieSince;
    private Instant _tieHeard = new(long.MinValue / 2);
    private long _turn;
    private long _turnAnswered = -1;

    private bool IsBetter(in Advertisement advertisement, IpAddress peer, AdvertisementPath path, Instant now)
    {
        if (advertisement.Priority != Priority) return advertisement.Priority > Priority;
        return HasTurn(path, advertisement.Interval, now) && peer > path.Source;
    }

    /// <summary>Notes a tie, and tells whether the path it was heard on may end it now.</summary>
    private bool HasTurn(AdvertisementPath path, Duration interval, Instant now)
    {
        if (_paths.Length == 1) return true;
        var length = Duration.Max(interval, Configuration.AdvertisementInterval) * TurnIntervals;
        if (now > _tieHeard + (length * 2))
        {
            _tieSince = now;
            _turnAnswered = -1;
        }

        _tieHeard = now;
        _turn = (now - _tieSince).Microseconds / length.Microseconds;
        return _turn % _paths.Length == path.Index;
    }

    /// <summary>
    /// A worse Master leaves when it is answered. An equal one may not, as another path has the turn with it: two that
    /// answered each other each time would never be quiet.
    /// </summary>
    private bool AnswersAtOnce(in Advertisement advertisement)
    {
        if (_paths.Length == 1 || advertisement.Priority != Priority) return true;
        var answers = _turn != _turnAnswered;
        _turnAnswered = _turn;
        return answers;
    }
}
