using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Election;

public sealed partial class VirtualRouter
{
    /// <summary>A timer is late where it is served this part of an advertisement interval after it was due.</summary>
    private const int LatePart = 10;

    /// <summary>When a timer fires; Never while it does not run.</summary>
    internal Instant DeadlineOf(TimerKind timer) => _timers[timer];

    /// <summary>Fires every timer whose deadline has come, in the order of TimerKind.</summary>
    internal void Advance(Instant now, ActionList actions)
    {
        if (TryFire(TimerKind.Advertisement, now, out var due)) OnAdvertisementTimer(due, now, actions);
        if (TryFire(TimerKind.FirstAdvertisement, now, out due)) OnFirstAdvertisement(due, now, actions);
        if (TryFire(TimerKind.MasterDown, now, out _)) OnMasterDownTimer(now, actions);
        if (TryFire(TimerKind.AnnounceAgain, now, out _)) Announce(Configuration.Announcements.Repeat, actions, true);
        if (TryFire(TimerKind.AnnounceRefresh, now, out _)) OnAnnounceRefresh(now, actions);
        if (TryFire(TimerKind.RivalGone, now, out _)) OnRivalGone(now, actions);
        if (TryFire(TimerKind.SayGoodbyeAgain, now, out _)) OnSayGoodbyeAgain(now, actions);
        if (TryFire(TimerKind.GoodbyeUnanswered, now, out _)) MindOtherMaker(actions);
        if (TryFire(TimerKind.HandoverPatience, now, out _)) OnHandoverPatience(now, actions);
        if (TryFire(TimerKind.AskSuccessor, now, out _)) OnAskSuccessor(now, actions);
        if (TryFire(TimerKind.Linger, now, out _)) OnLinger(now, actions);
        if (TryFire(TimerKind.TrackDelay, now, out _)) OnTrackDelay(now, actions);
        if (TryFire(TimerKind.Hold, now, out _)) OnHoldTimer(now, actions);
        if (TryFire(TimerKind.ProbeAddresses, now, out _)) OnProbeTimer(now, actions);
        if (TryFire(TimerKind.PathSilence, now, out _)) OnPathSilence(now, actions);
    }

    private bool TryFire(TimerKind timer, Instant now, out Instant due)
    {
        if (!_timers.TryFire(timer, now, out due)) return false;
        if ((now - due) * LatePart > Configuration.AdvertisementInterval) Counters.LateTimers++;
        return true;
    }

    private void OnAnnounceRefresh(Instant now, ActionList actions)
    {
        Announce(1, actions, isPatient: true);
        _timers[TimerKind.AnnounceRefresh] = now + Configuration.Announcements.Refresh;
    }

    /// <summary>The addresses were away, and neighbours may have learned otherwise meanwhile.</summary>
    internal void AnnounceAnew(Instant now, ActionList actions)
    {
        if (State == VrrpState.Master && !HandingOver) StartAnnouncing(now, actions);
    }

    private void StartAnnouncing(Instant now, ActionList actions)
    {
        var settings = Configuration.Announcements;
        Announce(settings.Repeat, actions);
        ScheduleAnnouncements(now);
    }

    private void ScheduleAnnouncements(Instant now)
    {
        var settings = Configuration.Announcements;
        _timers[TimerKind.AnnounceAgain] = Later(now, settings.Delay);
        _timers[TimerKind.AnnounceRefresh] = Later(now, settings.Refresh);
    }

    private static Instant Later(Instant now, Duration delay) =>
        delay == Duration.Zero ? Instant.Never : now + delay;
}
