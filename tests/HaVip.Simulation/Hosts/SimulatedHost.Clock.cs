using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Simulation.Checkers;

namespace HaVip.Simulation.Hosts;

/// <summary>The time of day, which people and daemons set, beside the clock that only runs.</summary>
internal sealed partial class SimulatedHost
{
    /// <summary>2026-11-22 12:00 UTC.</summary>
    private const long TimeOfDayAtStart = 1_795_348_800_000_000;

    private Duration _clockSetBy;
    private bool _clockIsWrong;
    private Instant _clockPutRight;
    private Instant _startedAt;
    private Instant _lastListening;

    /// <summary>Since when the time of day is right; now while it is not.</summary>
    public Instant ClockRightSince => _clockIsWrong ? _cluster.Now : _clockPutRight;

    /// <summary>Within the start-up delay: nobody becomes Master here.</summary>
    public bool OnlyListens
    {
        get
        {
            var listens = Local < _startedAt + _options.StartupDelay;
            if (listens) _lastListening = _cluster.Now;
            return listens;
        }
    }

    /// <summary>When it was last seen to only listen.</summary>
    public Instant LastListening => _lastListening;

    public long TimeOfDay =>
        TimeOfDayAtStart + _cluster.Now.Microseconds + (_options.ClockError + _clockSetBy).Microseconds;

    public void SetClockWrong(Duration by)
    {
        _cluster.Tell(Index, $"time of day set off by {by}");
        _clockSetBy = by;
        _clockIsWrong = true;
    }

    public void SetClockForward(Duration by) => SetClockWrong(_clockSetBy + by);

    public void PutClockRight()
    {
        if (!_clockIsWrong || _cluster.Options.ClocksOnlyGoForward) return;
        _cluster.Tell(Index, "time of day put right");
        _clockSetBy = Duration.Zero;
        _clockIsWrong = false;
        _clockPutRight = _cluster.Now;
    }

    /// <summary>The loop tells the time of day before each call.</summary>
    private void TellTime() => _engine!.SetWallClock(TimeOfDay, Local);

    private bool ClockIsTrusted(InstanceConfiguration own) =>
        own.Hmac is { } hmac && ClockRightSince + Acceptance.Distrust(_cluster, hmac) <= _cluster.Now;
}
