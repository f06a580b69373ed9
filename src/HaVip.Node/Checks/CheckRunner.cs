using System.Collections.Concurrent;
using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Interfaces;
using HaVip.Node.Logging;
using HaVip.Node.Loop;

namespace HaVip.Node.Checks;

/// <summary>
/// The checks of the configuration, each on a thread of its own. What they come to waits in a queue for the loop, which
/// alone talks to the engine.
/// </summary>
internal sealed class CheckRunner : IDisposable
{
    private static readonly TimeSpan PatienceAtTheEnd = TimeSpan.FromSeconds(3);

    private readonly List<CheckWorker> _workers = [];
    private readonly ConcurrentQueue<CheckOutcome> _outcomes = new();
    private readonly WakeEvent _wake = new();
    private readonly InterfaceTable _interfaces;
    private readonly EventLog _events;

    public CheckRunner(Epoll epoll, InterfaceTable interfaces, EventLog events)
    {
        _interfaces = interfaces;
        _events = events;
        epoll.Add(_wake.Descriptor, EpollEvents.Readable, EpollToken.Checks);
    }

    /// <summary>Starts what is new or different, and stops what is configured no more; the others go on.</summary>
    /// <param name="configuration">Where they are.</param>
    /// <param name="before">Knows what they came to under the program before this one; null where there was none.</param>
    public void Configure(NodeConfiguration configuration, NodeEngine? before = null)
    {
        var (checks, user) = (configuration.Checks, configuration.Node.ScriptUser);
        foreach (var worker in _workers.Where(worker => !checks.Any(check => worker.Does(check, user))).ToArray())
        {
            worker.Stop();
            _workers.Remove(worker);
        }

        foreach (var check in checks.Where(check => _workers.TrueForAll(worker => !worker.Does(check, user))))
        {
            var worker = CheckWorker.For(check, user, before?.HealthOf(check.Name) ?? Health.Pending);
            _workers.Add(worker);
            worker.Start(Post);
        }

        Follow();
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
            engine.CheckSeen(name, outcome.Health, outcome.Number, now, actions);
        }
    }

    /// <summary>Tells the checks of interfaces how those are now.</summary>
    public void Follow()
    {
        foreach (var worker in _workers)
        {
            if (worker is not InterfaceCheckWorker check) continue;
            var status = _interfaces.StatusOf(check.Check.Interface!);
            check.Tell(status.Exists && status.IsUp);
        }
    }

    /// <summary>A command runs now.</summary>
    public bool IsRunning => _workers.Exists(worker => worker is ScriptCheckWorker { IsRunning: true });

    /// <summary>Commands that run are ended; whatever else hangs is left behind.</summary>
    public void Dispose()
    {
        foreach (var worker in _workers) worker.Stop();
        foreach (var worker in _workers)
        {
            if (worker is ScriptCheckWorker) worker.Join(PatienceAtTheEnd);
        }

        _wake.Dispose();
    }

    private void Post(CheckOutcome outcome)
    {
        _outcomes.Enqueue(outcome);
        _wake.Signal();
    }
}
