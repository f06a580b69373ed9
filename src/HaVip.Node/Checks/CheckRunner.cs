using System.Collections.Concurrent;
using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Logging;
using HaVip.Node.Loop;

namespace HaVip.Node.Checks;

/// <summary>
/// The checks of the configuration, each on a thread of its own. What they come to waits in a queue for the loop, which
/// alone talks to the engine.
/// </summary>
internal sealed class CheckRunner : IDisposable
{
    private readonly List<CheckWorker> _workers = [];
    private readonly ConcurrentQueue<CheckOutcome> _outcomes = new();
    private readonly WakeEvent _wake = new();
    private readonly EventLog _events;

    public CheckRunner(Epoll epoll, EventLog events)
    {
        _events = events;
        epoll.Add(_wake.Descriptor, EpollEvents.Readable, EpollToken.Checks);
    }

    /// <summary>Starts what is new or different, and stops what is configured no more; the others go on.</summary>
    /// <param name="checks">All there are.</param>
    /// <param name="before">Knows what they came to under the program before this one; null where there was none.</param>
    public void Configure(IReadOnlyList<CheckConfiguration> checks, NodeEngine? before = null)
    {
        foreach (var worker in _workers.Where(worker => !checks.Contains(worker.Check)).ToArray())
        {
            worker.Stop();
            _workers.Remove(worker);
        }

        foreach (var check in checks.Where(check => _workers.TrueForAll(worker => !worker.Check.Equals(check))))
        {
            var worker = CheckWorker.For(check, before?.HealthOf(check.Name) ?? Health.Pending);
            _workers.Add(worker);
            worker.Start(Post);
        }
    }

    /// <summary>Tells the engine what the checks have come to since it was last told.</summary>
    public void Tell(NodeEngine engine, Instant now, ActionList actions)
    {
        _wake.Drain();
        while (_outcomes.TryDequeue(out var outcome))
        {
            if (!_workers.Contains(outcome.Worker)) continue;
            var name = outcome.Worker.Check.Name;
            var what = outcome.Health == Health.Good ? "good" : "bad";
            _events.Add(EventKind.CheckChanged, null, $"check {name} is {what}: {outcome.Detail}");
            engine.CheckSeen(name, outcome.Health, null, now, actions);
        }
    }

    public void Dispose()
    {
        foreach (var worker in _workers) worker.Stop();
        _wake.Dispose();
    }

    private void Post(CheckOutcome outcome)
    {
        _outcomes.Enqueue(outcome);
        _wake.Signal();
    }
}
