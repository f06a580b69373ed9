using HaVip.Core.Succession;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>
/// What a virtual router hands to its successor in the next runner. A field that is added here or in another part belongs
/// into both methods, or the successor has forgotten it; a test compares all fields.
/// </summary>
public sealed partial class VirtualRouter
{
    /// <summary>There is no half of a hand-over to be remembered: it has to end first.</summary>
    internal RouterMemory Remember()
    {
        if (_handover is not null) throw new InvalidOperationException($"{Name} is handing over.");
        return new RouterMemory
        {
            Name = Name,
            State = State,
            Reason = Reason,
            Since = Since,
            Transitions = Transitions,
            ReasonPeer = ReasonPeer,
            ReasonPeerPriority = ReasonPeerPriority,
            ReasonElapsed = ReasonElapsed,
            Paths = [.. _paths.Select(path => path.Remember())],
            Counters = Counters.Remember(),
            Timers = Running(),
            ChecksumForm = _checksumForm,
            LearnedInterval = _learnedInterval,
            Master = _master,
            MasterPath = _masterPath,
            MasterPriority = _masterPriority,
            MasterHeard = _masterHeard,
            MasterSaidGoodbye = _masterSaidGoodbye,
            ListenUntil = _listenUntil,
            WorseMasterSince = _worseMasterSince,
            RivalSaidGoodbye = _rivalSaidGoodbye,
            OutdidRival = _outdidRival,
            Tie = new TieMemory(_tieSince, _tieHeard, _turn, _turnAnswered),
            Hold = Hold,
            Tracked = [.. _tracked.Select(item => item.Remember())],
            PromotionIsDue = _promotionIsDue,
            Rivals = _rivals,
            Detection = _detection,
            Peers = [.. _peers],
            ReachedAgain = _reachedAgain,
            ReasonAsked = ReasonAsked,
            ReasonAnswer = ReasonAnswer,
            RejectReported = Reported(),
            AddressListReported = _addressListReported,
            IsOfOtherMaker = _isOfOtherMaker,
            SentSequence = _hmac.Sent,
            SentClockRead = _hmac.ClockRead,
            Senders = _hmac.Senders(),
        };
    }

    /// <summary>Goes on as the router that remembered this, whose configuration is this one's.</summary>
    internal void Recall(RouterMemory memory, bool hostFilters)
    {
        State = memory.State;
        Reason = memory.Reason;
        Since = memory.Since;
        Transitions = memory.Transitions;
        ReasonPeer = memory.ReasonPeer;
        ReasonPeerPriority = memory.ReasonPeerPriority;
        ReasonElapsed = memory.ReasonElapsed;
        foreach (var path in _paths)
        {
            if (memory.Paths.FirstOrDefault(known => known.Interface.Name == path.Interface.Name) is { } known) path.Recall(known);
        }

        Counters = RouterCounters.Recall(memory.Counters);
        _checksumForm = memory.ChecksumForm;
        _learnedInterval = memory.LearnedInterval;
        _master = memory.Master;
        _masterPath = memory.MasterPath < _paths.Length ? memory.MasterPath : 0;
        _masterPriority = memory.MasterPriority;
        _masterHeard = memory.MasterHeard;
        _masterSaidGoodbye = memory.MasterSaidGoodbye;
        _listenUntil = memory.ListenUntil;
        _worseMasterSince = memory.WorseMasterSince;
        _rivalSaidGoodbye = memory.RivalSaidGoodbye;
        _outdidRival = memory.OutdidRival;
        RecallTracked(memory.Tracked);
        _promotionIsDue = memory.PromotionIsDue;
        _rivals = memory.Rivals;
        _detection = memory.Detection;
        _peers.AddRange(memory.Peers);
        _reachedAgain = memory.ReachedAgain;
        NoteHostsChanged();
        ReasonAsked = memory.ReasonAsked;
        ReasonAnswer = memory.ReasonAnswer;
        _addressListReported = memory.AddressListReported;
        _hostFilters = hostFilters;
        _isOfOtherMaker = memory.IsOfOtherMaker;
        (_tieSince, _tieHeard, _turn, _turnAnswered) = memory.Tie;
        _raisedPriority = memory.Hold.RaisedPriority;
        _staysAway = memory.Hold.StaysAway;
        Suspended = memory.Hold.Suspended;
        _hmac.Recall(memory.SentSequence, memory.SentClockRead, memory.Senders);
        foreach (var timer in Enum.GetValues<TimerKind>())
            _timers[timer] = memory.Timers.TryGetValue(timer.ToString(), out var due) ? due : Instant.Never;
        foreach (var reason in Enum.GetValues<RejectReason>())
        {
            if (memory.RejectReported.TryGetValue(reason.ToString(), out var time))
                (_rejectReported ??= NewRejectTimes())[(int)reason] = time;
        }
    }

    private Dictionary<string, Instant> Running() => Enum.GetValues<TimerKind>()
        .Where(timer => _timers[timer] != Instant.Never)
        .ToDictionary(timer => timer.ToString(), timer => _timers[timer]);

    private Dictionary<string, Instant> Reported()
    {
        if (_rejectReported is not { } reported) return [];
        var never = NewRejectTimes();
        return Enum.GetValues<RejectReason>()
            .Where(reason => reported[(int)reason] != never[(int)reason])
            .ToDictionary(reason => reason.ToString(), reason => reported[(int)reason]);
    }
}
