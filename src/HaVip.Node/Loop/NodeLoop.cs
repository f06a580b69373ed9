using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Succession;
using HaVip.Node.Time;

namespace HaVip.Node.Loop;

/// <summary>
/// The loop: wait for a descriptor or a deadline, read, ask the engine, do what it says. Packets and timers come first
/// in every turn, and everything else has a bounded share of it.
/// </summary>
internal sealed partial class NodeLoop(NodeParts parts)
{
    private readonly EpollReady[] _ready = new EpollReady[64];
    private readonly ReceiveBatch _batch = new();
    private readonly ReceptionBurst _burst = new();
    private bool _ending;

    public NodeParts Parts => parts;

    /// <summary>Runs until every instance has stopped on request.</summary>
    /// <param name="start">Whether the instances start by themselves.</param>
    /// <param name="inherited">What the runner before this one left; then the instances are as they are.</param>
    public void Run(bool start, RunnerMemory? inherited = null)
    {
        if (inherited is null) Begin(start);
        else GoOn(inherited);
        Turn();
        if (inherited is not null) ReadWhatChanged(ReadClocks());
        parts.Footing.Take();
        while (!IsDone()) Turn();
        if (!_ending) parts.Events.Add(EventKind.RunnerStopping, null, "stopping: the last instance was stopped");
        parts.LifeSigns.Stopping("stopped");
        parts.Server.Drain();
    }

    /// <summary>Before the first turn; the instances start where that is asked for.</summary>
    public void Begin(bool start)
    {
        var now = ReadClocks();
        FollowInterfaces(now);
        FollowFilter(now);
        parts.Checks.Configure(parts.Engine.Configuration);
        parts.Notices.Configure(parts.Engine.Configuration);
        if (start)
        {
            foreach (var router in parts.Engine.Routers) parts.Engine.Start(router, now, parts.Actions);
        }

        parts.Executor.Execute(parts.Actions);
        parts.LifeSigns.Ready(Status());
    }

    /// <summary>Waits for the next thing to do, and does all there is then.</summary>
    public void Turn()
    {
        if (_burst.IsUnderWay && Patience() > ReceptionBurst.Gathering) Pause.For(ReceptionBurst.Gathering);
        _burst.Begin();
        var count = parts.Epoll.Wait(_ready, Patience());
        var ready = _ready.AsSpan(0, count);
        var now = ReadClocks();
        foreach (ref readonly var item in ready)
        {
            if (EpollToken.KindOf(item.Token) is EpollKind.VrrpIPv4 or EpollKind.VrrpIPv6) Receive(item.Token, now);
            if (EpollToken.KindOf(item.Token) is EpollKind.NeighborsIPv4 or EpollKind.NeighborsIPv6)
                HearNeighbors(item.Token, now);
        }

        parts.Engine.Advance(now, parts.Actions);
        parts.Executor.Execute(parts.Actions);
        parts.Announcer.Advance(now);
        foreach (ref readonly var item in ready) OnReady(item, now);
        OnDeadlines(now);
        parts.Leases.Advance(now, MonotonicClock.Now);
        parts.Replacement?.Advance(now);
        parts.Passing.Advance(now);
    }

    /// <summary>One reading of both clocks serves the whole turn: signed advertisements carry the time of day.</summary>
    private Instant ReadClocks()
    {
        var now = MonotonicClock.Now;
        parts.Engine.SetWallClock(MonotonicClock.UnixMicroseconds, now);
        return now;
    }

    private void OnReady(EpollReady item, Instant now)
    {
        switch (EpollToken.KindOf(item.Token))
        {
            case EpollKind.Signals:
                ReadSignals(now);
                break;
            case EpollKind.Monitor:
                if (parts.Interfaces.Read(now)) FollowInterfaces(now);
                break;
            case EpollKind.Checks:
                parts.Checks.Tell(parts.Engine, now, parts.Actions);
                parts.Executor.Execute(parts.Actions);
                break;
            case EpollKind.Notices:
                parts.Notices.Tell();
                break;
            case EpollKind.ControlListener:
                parts.Server.Accept(now);
                break;
            case EpollKind.ControlConnection:
                parts.Server.OnReady(EpollToken.NumberOf(item.Token), item.Events, now);
                parts.Footing.Stir(now);
                parts.Executor.Execute(parts.Actions);
                break;
        }
    }

    private void OnDeadlines(Instant now)
    {
        if (parts.Interfaces.NextDeadline <= now)
        {
            parts.Interfaces.Retry(now);
            FollowInterfaces(now);
            OnPutBack(now);
        }

        FollowHosts(now);
        if (parts.Neighbors.NextDeadline <= now) parts.Neighbors.Follow(now);
        if (_filterAgain <= now) parts.Reconciler.Filter.Prepare(parts.Engine.Configuration);
        FollowFilter(now);
        parts.Server.HandoversEnded(parts.Executor.EndedHandovers, MonotonicClock.Now);
        parts.Executor.EndedHandovers.Clear();
        parts.Server.Advance(now);
        parts.Holds.TellFault();
        ForgetLeft(now);
        parts.Footing.TellIfGivenUp();
        parts.LifeSigns.Advance(now);
        parts.Footing.Advance(now);
    }

    private void Receive(ulong token, Instant now)
    {
        if (parts.Sockets.Find(token) is not { } socket) return;
        try
        {
            var count = socket.Receive(_batch);
            if (count > 0) _burst.Note(now, areMoreWaiting: _batch.IsFull);
            for (var i = 0; i < count; i++) parts.Engine.Receive(_batch[i], now, parts.Actions);
            parts.Executor.Execute(parts.Actions);
        }
        catch (LinuxException error)
        {
            parts.Interfaces.SocketFailed(socket, error, now);
        }
    }

    private void FollowInterfaces(Instant now)
    {
        parts.Neighbors.Follow(now);
        parts.Interfaces.Follow(parts.Engine, now, parts.Actions);
        parts.Executor.Execute(parts.Actions);
        parts.Checks.Follow();
    }

    private string Status()
    {
        var count = parts.Engine.Routers.Count;
        return $"{count} {(count == 1 ? "instance" : "instances")}";
    }

    private Duration Patience()
    {
        var deadline = Instant.Min(parts.Engine.NextDeadline, parts.Server.NextDeadline);
        deadline = Instant.Min(deadline, parts.Interfaces.NextDeadline);
        deadline = Instant.Min(deadline, parts.LifeSigns.NextDeadline);
        deadline = Instant.Min(deadline, parts.Footing.NextDeadline);
        deadline = Instant.Min(deadline, _filterAgain);
        deadline = Instant.Min(deadline, parts.Neighbors.NextDeadline);
        deadline = Instant.Min(deadline, parts.Leases.NextDeadline);
        deadline = Instant.Min(deadline, parts.Announcer.NextDeadline);
        if (parts.Replacement is { } replacement) deadline = Instant.Min(deadline, replacement.NextDeadline);
        deadline = Instant.Min(deadline, parts.Passing.NextDeadline);
        deadline = Instant.Min(deadline, _lastNews);
        return deadline == Instant.Never ? Duration.MaxValue : deadline - MonotonicClock.Now;
    }

    private bool IsDone()
    {
        if (!_ending && !parts.Dispatcher.EndsWithLastInstance) return false;
        foreach (var router in parts.Engine.Routers)
        {
            if (router.State != VrrpState.Stopped) return false;
        }

        return parts.Engine.Leaving.Count == 0 && !parts.Leases.IsRetiring && LastNewsIsTold();
    }
}
