using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Election;

public sealed partial class VirtualRouter
{
    /// <summary>When a timer fires; Never while it does not run.</summary>
    internal Instant DeadlineOf(TimerKind timer) => _timers[timer];

    /// <summary>Fires every timer whose deadline has come, in the order of TimerKind.</summary>
    internal void Advance(Instant now, ActionList actions)
    {
        if (_timers.TryFire(TimerKind.Advertisement, now, out var due)) OnAdvertisementTimer(due, now, actions);
        if (_timers.TryFire(TimerKind.MasterDown, now, out _)) OnMasterDownTimer(now, actions);
        if (_timers.TryFire(TimerKind.AnnounceAgain, now, out _)) Announce(Configuration.Announcements.Repeat, actions);
        if (_timers.TryFire(TimerKind.AnnounceRefresh, now, out _)) OnAnnounceRefresh(now, actions);
        if (_timers.TryFire(TimerKind.SayGoodbyeAgain, now, out _)) SayGoodbye(now, actions);
        if (_timers.TryFire(TimerKind.HandoverPatience, now, out _)) OnHandoverPatience(now, actions);
        if (_timers.TryFire(TimerKind.Linger, now, out _)) OnLinger(now, actions);
        if (_timers.TryFire(TimerKind.Hold, now, out _)) OnHoldTimer(now, actions);
    }

    private void OnAnnounceRefresh(Instant now, ActionList actions)
    {
        Announce(1, actions);
        _timers[TimerKind.AnnounceRefresh] = now + Configuration.Announcements.Refresh;
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
