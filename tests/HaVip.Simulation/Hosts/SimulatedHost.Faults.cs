using System.Text.Json;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Succession;
using HaVip.Core.Values;

namespace HaVip.Simulation.Hosts;

/// <summary>What happens to a host from outside.</summary>
internal sealed partial class SimulatedHost
{
    private bool _missedInterface;
    private int _untold;
    private Instant _statusSettledAt;

    /// <summary>Starts the process, which first removes the addresses a former run left.</summary>
    public void Boot()
    {
        if (!IsDead) return;
        _cluster.Tell(Index, "process starts");
        foreach (var member in Members) SetOwned(member, []);
        IsDead = false;
        IsPaused = false;
        RunningSince = _cluster.Now;
        _engine = new NodeEngine(Configuration(), Local);
        BindRouters();
        TellTime();
        _startedAt = Local;
        _cluster.Checkers.OnBoot(this);
        foreach (var status in Heartbeats) _engine.InterfaceChanged(status, Local, _actions);
        _engine.InterfaceChanged(Status, Local, _actions);
        Execute();
        foreach (var member in Members)
        {
            if (!member.Wanted) continue;
            _engine.Start(member.Router!, Local, _actions);
            Execute();
        }

        Settle();
    }

    /// <summary>SIGKILL: the addresses stay in the kernel, but nobody speaks for them any more.</summary>
    public void Crash()
    {
        if (IsDead) return;
        _cluster.Tell(Index, "process dies");
        foreach (var member in Members)
        {
            member.NoteService(_cluster.Now);
            member.Router = null;
            member.Enter(VrrpState.Stopped, _cluster.Now);
        }

        if (!IsPaused) StoppedAt = _cluster.Now;
        IsDead = true;
        IsPaused = false;
        _engine = null;
        _missedInterface = false;
        _wakeAt = Instant.Never;
        _backlog.Clear();
    }

    /// <summary>
    /// The process becomes another program, which goes on with what the engine before it knew, told as it is between real
    /// ones. False where that has to wait.
    /// </summary>
    public bool Succeed()
    {
        if (!IsRunning || _engine!.IsHandingOver) return false;
        _cluster.Tell(Index, "process becomes another program");
        var state = JsonSerializer.SerializeToUtf8Bytes(_engine.Remember(), MemoryJson.Default.NodeMemory);
        var memory = JsonSerializer.Deserialize(state, MemoryJson.Default.NodeMemory)!;
        _engine = NodeEngine.Recall(Configuration(), memory);
        BindRouters();
        TellTime();
        Settle();
        return true;
    }

    public void Pause()
    {
        if (!IsRunning) return;
        _cluster.Tell(Index, "process stalls");
        foreach (var member in Members) member.NoteService(_cluster.Now);
        IsPaused = true;
        StoppedAt = _cluster.Now;
    }

    /// <summary>The process goes on: what lies in the socket first, then the timers.</summary>
    public void Resume()
    {
        if (!IsPaused) return;
        _cluster.Tell(Index, "process goes on");
        IsPaused = false;
        RunningSince = _cluster.Now;
        var tooLate = Members.Select(member => member.Shadow.WasSilentTooLong(Local)).ToArray();
        foreach (var member in Members) member.Shadow.Forgive(Local);
        while (_backlog.TryDequeue(out var packet)) Read(packet);
        _wakeAt = Instant.Never;
        Settle();
        _cluster.Checkers.OnResumed(this, tooLate);
        Repair();
        if (!_missedInterface) return;
        _missedInterface = false;
        TellInterface();
    }

    public void JumpClock(Duration forward)
    {
        _cluster.Tell(Index, $"clock jumps by {forward}");
        Clock.Jump(_cluster.Now, forward);
        foreach (var member in Members) member.Shadow.Senders.ClockJumped();
        Replan();
    }

    public void DriftClock(int partsPerMillion)
    {
        _cluster.Tell(Index, $"clock drifts by {partsPerMillion} ppm");
        Clock.Drift(_cluster.Now, partsPerMillion);
        Replan();
    }

    /// <summary>The interface changes now; the process is told after a while.</summary>
    public void ChangeInterface(InterfaceStatus status, Duration toldAfter)
    {
        if (status == Status) return;
        var addresses = $"{status.PrimaryIPv4} {status.LinkLocalIPv6}";
        _cluster.Tell(Index, $"interface: index {status.Index}, {(status.IsUp ? "up" : "down")}, {addresses}");
        var gone = status.Index != Status.Index;
        foreach (var member in Members)
        {
            _cluster.Checkers.BeforeOwnershipChanges(member);
            member.NoteService(_cluster.Now);
            if (gone) member.Own([], _cluster.Now);
        }

        Status = status;
        NextInterfaceIndex = Math.Max(NextInterfaceIndex, status.Index + 1);
        _untold++;
        _cluster.After(toldAfter, () =>
        {
            _untold--;
            TellInterface();
        });
    }

    /// <summary>The process reads the interface as it is by now; while it stalls, it reads when it goes on.</summary>
    private void TellInterface()
    {
        _statusSettledAt = _cluster.Now;
        if (IsDead) return;
        if (IsPaused)
        {
            _missedInterface = true;
            return;
        }

        TellTime();
        _engine!.InterfaceChanged(Status, Local, _actions);
        Execute();
        Settle();
    }

    private void Replan()
    {
        foreach (var member in Members) member.Shadow.Forgive(Local);
        if (IsRunning) Settle();
    }

    private void BindRouters()
    {
        foreach (var member in Members) member.Router = _engine!.Find(member.Name);
    }
}
