using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// Rule 7: what begins a hand-over (an accepted command, a graceful stop of a Master, the end of a hold) is followed by
/// exactly one EndHandover, and the router is handing over just as long as one is owed.
/// </summary>
internal sealed class HandoverLedger
{
    private bool _started;

    /// <summary>Ends owed.</summary>
    public int Owed { get; private set; }

    public HandoverCommand Command { get; private set; }

    public bool Force { get; private set; }

    public Instant Since { get; private set; }

    public void Accept(HandoverCommand command, bool force, Instant local)
    {
        Owed++;
        Command = command;
        Force = force;
        Since = local;
    }

    public void Forget()
    {
        Owed = 0;
        _started = false;
        Command = HandoverCommand.None;
    }

    /// <summary>What is wrong with the action, or null.</summary>
    public string? OnAction(in EngineAction action, VrrpState state, Instant local) => action.Kind switch
    {
        ActionKind.Report when action.Event == EventKind.HandoverStarted => OnStarted(local),
        ActionKind.Report when action.Event == EventKind.HoldEnded => OnHoldEnded(state, local),
        ActionKind.EndHandover => OnEnd(),
        _ => null,
    };

    private string? OnStarted(Instant local)
    {
        if (_started) return "a hand-over started within another";
        if (Owed == 0) Accept(HandoverCommand.None, false, local);
        _started = true;
        Since = local;
        return null;
    }

    private string? OnHoldEnded(VrrpState state, Instant local)
    {
        if (Owed == 0 && state is VrrpState.Master or VrrpState.Backup) Accept(HandoverCommand.Failback, false, local);
        return null;
    }

    private string? OnEnd()
    {
        if (Owed == 0) return "a hand-over ended that nobody began";
        Owed--;
        _started = false;
        return null;
    }
}
