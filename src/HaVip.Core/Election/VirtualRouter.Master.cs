using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>RFC 9568 section 6.4.3.</summary>
public sealed partial class VirtualRouter
{
    private Instant _rivalAnswered = Instant.Never;

    private void BecomeMaster(
        TransitionReason reason, AnnounceOrder order, Instant now, ActionList actions, Cause cause = default)
    {
        CancelElectionTimers();
        if (_staysAway) DropHold();
        _learnedInterval = null;
        _rivalAnswered = Instant.Never;
        TransitionTo(VrrpState.Master, reason, now, actions, cause);
        actions.Add(ActionKind.AcquireAddresses, this);
        if (order == AnnounceOrder.BeforeAdvertisement) StartAnnouncing(now, actions);
        Advertise(now, actions);
        if (order == AnnounceOrder.AfterAdvertisement) StartAnnouncing(now, actions);
    }

    private void Advertise(Instant now, ActionList actions)
    {
        SendAdvertisement(Priority, actions);
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
        var due = _timers[TimerKind.Advertisement];
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

    private void MasterReceived(in Advertisement advertisement, IpAddress peer, Instant now, ActionList actions)
    {
        if (_handover is not null) HandoverReceived(advertisement, peer, now, actions);
        else if (advertisement.Priority == 0) Advertise(now, actions);
        else if (IsBetter(advertisement.Priority, peer)) Yield(advertisement, peer, now, actions);
        else RejectRival(advertisement, peer, now, actions);
    }

    /// <summary>Higher priority, or the same and the higher address as unsigned integers in network byte order.</summary>
    private bool IsBetter(byte priority, IpAddress peer) =>
        priority > Priority || (priority == Priority && peer > Source);

    private void Yield(in Advertisement advertisement, IpAddress peer, Instant now, ActionList actions)
    {
        var reason = advertisement.Priority > Priority
            ? TransitionReason.HigherPriorityHeard
            : TransitionReason.HigherAddressHeard;
        RememberMaster(advertisement, peer, now);
        LearnInterval(advertisement, peer, actions);
        BecomeBackup(reason, now, actions, new Cause(peer, advertisement.Priority));
    }

    /// <summary>
    /// The advertisement is answered at once, so that the worse Master and the switches learn (RFC 9568 section 6.4.3).
    /// Neighbours may hold the rival's place for the addresses, so they are announced too, once per interval at most.
    /// </summary>
    private void RejectRival(in Advertisement advertisement, IpAddress peer, Instant now, ActionList actions)
    {
        Counters.RivalsRejected++;
        Advertise(now, actions);
        if (_rivalAnswered != Instant.Never && now < _rivalAnswered + Configuration.AdvertisementInterval) return;
        _rivalAnswered = now;
        Report(EventKind.RivalRejected, actions, new Cause(peer, advertisement.Priority));
        StartAnnouncing(now, actions);
    }

    /// <summary>Goes on as Master after a hand-over that did not happen.</summary>
    private void ResumeMaster(Instant now, ActionList actions)
    {
        Advertise(now, actions);
        StartAnnouncing(now, actions);
    }
}
