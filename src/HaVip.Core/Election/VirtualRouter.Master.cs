using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>RFC 9568 section 6.4.3.</summary>
public sealed partial class VirtualRouter
{
    private Instant _rivalSaidGoodbye = new(long.MinValue / 2);
    private bool _outdidRival;

    private void BecomeMaster(
        TransitionReason reason, AnnounceOrder order, Instant now, ActionList actions, Cause cause = default)
    {
        var former = order == AnnounceOrder.AfterAdvertisement ? default : FormerOwner(now);
        CancelElectionTimers();
        if (_staysAway) DropHold(actions);
        _learnedInterval = null;
        TransitionTo(VrrpState.Master, reason, now, actions, cause);
        AcquireFrom(former, actions);
        if (order == AnnounceOrder.BeforeAdvertisement) StartAnnouncing(now, actions);
        if (order == AnnounceOrder.AroundAdvertisement) Announce(1, actions);
        var wait = order == AnnounceOrder.BeforeAdvertisement ? PatienceWith(former) : Duration.Zero;
        if (wait > Duration.Zero) _timers[TimerKind.FirstAdvertisement] = now + wait;
        else Advertise(now, actions);
        if (order != AnnounceOrder.BeforeAdvertisement) StartAnnouncing(now, actions);
        _outdidRival = false;
        _detection.Gone = false;
        _detection.Alarm = default;
        ExpectOthersToLeave(former, order, now);
        WatchForRivals(now);
    }

    private void ExpectOthersToLeave(IpAddress former, AnnounceOrder order, Instant now)
    {
        if (LetsConnectionsEnd) return;
        var mayLinger = Reason is TransitionReason.MasterSaidGoodbye or TransitionReason.StartedAsAddressOwner;
        if (former != default) ExpectFormerToLeave(now);
        else if (order == AnnounceOrder.BeforeAdvertisement || mayLinger) ExpectRivalToLeave(now);
    }

    private void AcquireFrom(IpAddress former, ActionList actions) => actions.Add(new EngineAction
    {
        Kind = ActionKind.AcquireAddresses,
        Router = this,
        Peer = former,
        Drain = former.Family == AddressFamily.None ? Duration.Zero : Configuration.Handover.Drain,
    });

    private void Advertise(Instant now, ActionList actions)
    {
        SendAdvertisement(Priority, actions);
        _timers.Cancel(TimerKind.FirstAdvertisement);
        _timers[TimerKind.Advertisement] = now + Configuration.AdvertisementInterval;
    }

    private void OnAdvertisementTimer(Instant due, Instant now, ActionList actions)
    {
        var late = now - due;
        if (late > PeerPatience)
        {
            WakeLate(late, now, actions);
            return;
        }

        SendAdvertisement(Priority, actions);
        var interval = Configuration.AdvertisementInterval;
        _timers[TimerKind.Advertisement] = late < interval ? due + interval : now + interval;
    }

    /// <summary>
    /// What waited in the socket while the process stalled is read before the timers fire: a late Master must not answer it
    /// as if it had been there all the time.
    /// </summary>
    private void ListenIfLate(Instant now, ActionList actions)
    {
        var due = Instant.Min(_timers[TimerKind.Advertisement], _timers[TimerKind.FirstAdvertisement]);
        if (due != Instant.Never && now - due > PeerPatience) WakeLate(now - due, now, actions);
    }

    private void WakeLate(Duration late, Instant now, ActionList actions)
    {
        Counters.LateWakes++;
        BecomeBackup(TransitionReason.LateWake, now, actions, new Cause(default, 0, late));
    }

    /// <summary>
    /// A Master later than this with an advertisement may have been succeeded by the most eager Backup, which began to
    /// wait one interval before this one was due.
    /// </summary>
    private Duration PeerPatience =>
        Configuration.AdvertisementInterval * Math.Max(1, Configuration.MissedAdvertisements - 1);

    private void MasterReceived(
        in Advertisement advertisement, IpAddress peer, AdvertisementPath path, Instant now, ActionList actions)
    {
        JudgeAlarm(peer, advertisement.Priority, now, actions);
        if (_handover is not null) HandoverReceived(advertisement, peer, path, now, actions);
        else if (advertisement.Priority == 0) AnswerGoodbye(now, actions);
        else if (IsBetter(advertisement, peer, path, now)) Yield(advertisement, peer, path, now, actions);
        else if (LetsConnectionsEnd) ExcuseRival(peer, advertisement.Priority, now);
        else RejectRival(advertisement, peer, now, actions);
    }

    private void AnswerGoodbye(Instant now, ActionList actions)
    {
        Advertise(now, actions);
        ExcuseOthers(now);
        NoteLeavingRival(now);
    }

    private void NoteLeavingRival(Instant now)
    {
        _rivalSaidGoodbye = now;
        if (_timers[TimerKind.RivalGone] == Instant.Never) ExpectRivalToLeave(now);
    }

    /// <summary>
    /// The last advertisement comes after the release: the winner learns from it that it had a rival, whose place
    /// neighbours may hold, and that the rival is gone.
    /// </summary>
    private void Yield(
        in Advertisement advertisement, IpAddress peer, AdvertisementPath path, Instant now, ActionList actions)
    {
        var reason = advertisement.Priority > Priority
            ? TransitionReason.HigherPriorityHeard
            : TransitionReason.HigherAddressHeard;
        RememberMaster(advertisement, peer, path, now);
        LearnInterval(advertisement, peer, actions);
        BecomeBackup(reason, now, actions, new Cause(peer, advertisement.Priority));
        SendAdvertisement(Priority, actions);
    }

    /// <summary>
    /// The advertisement is answered at once, so that the worse Master and the switches learn (RFC 9568 section 6.4.3).
    /// </summary>
    private void RejectRival(in Advertisement advertisement, IpAddress peer, Instant now, ActionList actions)
    {
        Counters.RivalsRejected++;
        if (AnswersAtOnce(advertisement)) Advertise(now, actions);
        ExcuseRival(peer, advertisement.Priority, now);
        var isAwaited = _timers[TimerKind.RivalGone] != Instant.Never;
        if (isAwaited && (_outdidRival || !HasJustReachedAHost(now))) return;
        Report(EventKind.RivalRejected, actions, new Cause(peer, advertisement.Priority));
        if (isAwaited) _outdidRival = true;
        else OutdoRival(now, actions);
    }

    /// <summary>What had to be said to neighbours then was; that there is a rival is news all the same.</summary>
    private bool HasJustReachedAHost(Instant now) => _reachedAgain > Since && now < RivalGoneAt(_reachedAgain);

    /// <summary>
    /// Neighbours may hold the rival's place for the addresses: they are told now and again when it has left, once per
    /// interval at most while it stays.
    /// </summary>
    private void OutdoRival(Instant now, ActionList actions)
    {
        if (_outdidRival && _timers[TimerKind.RivalGone] != Instant.Never) return;
        _outdidRival = true;
        StartAnnouncing(now, actions);
        ExpectRivalToLeave(now);
    }

    /// <summary>
    /// Whoever hears this Master's next advertisement leaves then, or a linger later where it is handing over; the
    /// second linger is for the way.
    /// </summary>
    private void ExpectRivalToLeave(Instant now) => _timers[TimerKind.RivalGone] = RivalGoneAt(now);

    /// <summary>
    /// A former owner hears the first advertisement as a rule: what it still said at the link until then is put right at
    /// once. Where it did not, it hears the next one.
    /// </summary>
    private void ExpectFormerToLeave(Instant now) => _timers[TimerKind.RivalGone] = now + (ElectionTimes.Linger * 2);

    /// <summary>A shorter interval is heard sooner.</summary>
    private void ExpectRivalSooner(Instant now)
    {
        var due = _timers[TimerKind.RivalGone];
        if (due != Instant.Never) _timers[TimerKind.RivalGone] = Instant.Min(due, RivalGoneAt(now));
    }

    private Instant RivalGoneAt(Instant now) => now + Configuration.AdvertisementInterval + (ElectionTimes.Linger * 2);

    /// <summary>
    /// Who said goodbye meanwhile, or may have missed the first advertisement of this Master, gets a wait of its own:
    /// goodbyes never put an announcement off.
    /// </summary>
    private void OnRivalGone(Instant now, ActionList actions)
    {
        _outdidRival = false;
        Announce(Configuration.Announcements.Repeat, actions);
        ExpectRivalToLeave(_rivalSaidGoodbye > Since ? _rivalSaidGoodbye : Since);
        if (_timers[TimerKind.RivalGone] <= now) _timers.Cancel(TimerKind.RivalGone);
    }

    /// <summary>
    /// Goes on as Master after a hand-over that did not happen, or that is not to be: then another node has the addresses
    /// too.
    /// </summary>
    private void ResumeMaster(bool taken, Instant now, ActionList actions)
    {
        if (taken) AcquireFrom(default, actions);
        Advertise(now, actions);
        StartAnnouncing(now, actions);
        WatchForRivals(now);
        NoteHostsChanged();
    }
}
