using HaVip.Core.Checks;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Node.Time;

namespace HaVip.Node.Checks;

/// <summary>Whether an interface is up; the loop, which hears of it from the kernel, tells.</summary>
internal sealed class InterfaceCheckWorker(CheckConfiguration check) : CheckWorker(check)
{
    private bool? _isUp;
    private bool? _seen;

    /// <summary>From the loop's thread.</summary>
    public void Tell(bool isUp)
    {
        lock (Gate)
        {
            if (_isUp == isUp) return;
            _isUp = isUp;
            Monitor.PulseAll(Gate);
        }
    }

    protected override void Run()
    {
        var count = new LiveCount(Check);
        while (WaitForNews(count.Deadline) is { } isUp)
        {
            if (count.See(isUp, MonotonicClock.Now))
                Post(count.Health, $"{Check.Interface} is {(isUp ? "up" : "down or missing")}");
            _seen = isUp;
        }
    }

    /// <summary>What it is, when that is news or a delay is over; null where the check is to stop.</summary>
    private bool? WaitForNews(Instant deadline)
    {
        lock (Gate)
        {
            while (!IsStopped)
            {
                var left = deadline - MonotonicClock.Now;
                if (_isUp is { } isUp && (isUp != _seen || left <= Duration.Zero)) return isUp;
                if (deadline == Instant.Never) Monitor.Wait(Gate);
                else Monitor.Wait(Gate, TimeSpan.FromMilliseconds(Math.Max(1, left.Milliseconds + 1)));
            }
        }

        return null;
    }
}
