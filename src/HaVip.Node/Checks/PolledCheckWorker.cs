using HaVip.Core.Checks;
using HaVip.Core.Configuration;
using HaVip.Node.Time;

namespace HaVip.Node.Checks;

/// <summary>A check that is tried again and again.</summary>
internal abstract class PolledCheckWorker(CheckConfiguration check) : CheckWorker(check)
{
    /// <summary>What a success is in words.</summary>
    protected abstract string Success { get; }

    /// <summary>One attempt, over within the timeout; null where it succeeded, else why not.</summary>
    protected abstract string? Attempt();

    protected override void Run()
    {
        var count = new AttemptCount(Check, Known);
        if (count.Health != Known) Post(count.Health, "not looked at yet");
        do
        {
            var begun = MonotonicClock.Now;
            var failure = Attempt();
            if (count.Add(failure is null)) Post(count.Health, failure ?? Success);
            var next = begun + Check.Interval - MonotonicClock.Now;
            if (Pause(next.ToTimeSpan())) return;
        }
        while (!IsStopped);
    }
}
