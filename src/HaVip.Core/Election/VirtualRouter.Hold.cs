using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Election;

/// <summary>
/// What a command made of the roles, and how it ends: the taker keeps a raised priority, the giver stays away, a
/// suspended instance never becomes Master. The host keeps it across restarts.
/// </summary>
public sealed partial class VirtualRouter
{
    private byte _raisedPriority;
    private bool _staysAway;

    /// <summary>A give or take sticks here.</summary>
    public bool Held => _staysAway || _raisedPriority != 0;

    /// <summary>A take has raised the priority.</summary>
    public bool IsRaised => _raisedPriority != 0;

    /// <summary>The node is suspended: this instance does not become Master until it is resumed.</summary>
    public bool Suspended { get; private set; }

    /// <summary>All of it, to be kept where a restart does not reach.</summary>
    public HoldState Hold => new(_raisedPriority, _staysAway, Suspended);

    /// <summary>When the hold ends by itself; Never while it lasts until failback, or where nothing is held.</summary>
    public Instant HoldDeadline => _timers[TimerKind.Hold];

    /// <summary>Takes up what was kept, before the start.</summary>
    /// <param name="hold">As <see cref="Hold"/> was.</param>
    /// <param name="deadline">As <see cref="HoldDeadline"/> was, by the clock of now.</param>
    internal void RestoreHold(HoldState hold, Instant deadline)
    {
        _raisedPriority = hold.RaisedPriority;
        _staysAway = hold.StaysAway;
        Suspended = hold.Suspended;
        _timers[TimerKind.Hold] = Held ? deadline : Instant.Never;
    }

    /// <summary>Stays out from now on. A Master hands over first where it is to be drained.</summary>
    internal HandoverRefusal Suspend(bool drain, bool force, Instant now, ActionList actions)
    {
        var refusal = RefuseSuspend(drain, force, now);
        if (refusal != HandoverRefusal.None) return refusal;
        if (drain && State == VrrpState.Master)
        {
            Begin(new Handover { Started = now, Purpose = HandoverPurpose.Suspend, Force = force }, now, actions);
            return HandoverRefusal.None;
        }

        StayOut(actions);
        EndCommand(actions);
        return HandoverRefusal.None;
    }

    /// <summary>Takes part again, and gets mastership back as the mode says.</summary>
    internal HandoverRefusal Resume(FailbackMode mode, Instant now, ActionList actions)
    {
        var refusal = RefuseResume();
        if (refusal != HandoverRefusal.None) return refusal;
        Suspended = false;
        if (mode == FailbackMode.NoFailback) _staysAway = true;
        KeepHold(actions);
        Report(EventKind.Resumed, actions);
        if (mode == FailbackMode.Immediate && OutdoesLivingMaster(now)) TakeBack(TransitionReason.ResumedByCommand, now, actions);
        else EndCommand(actions);
        return HandoverRefusal.None;
    }

    internal HandoverRefusal RefuseSuspend(bool drain, bool force, Instant now)
    {
        if (_handover is not null) return HandoverRefusal.HandoverInProgress;
        var drains = drain && State == VrrpState.Master;
        var nobody = State == VrrpState.Backup && !Suspended && !force && !MasterIsAlive(now);
        return nobody && !drains ? HandoverRefusal.NoOtherMaster : HandoverRefusal.None;
    }

    internal HandoverRefusal RefuseResume()
    {
        if (_handover is not null) return HandoverRefusal.HandoverInProgress;
        return Suspended ? HandoverRefusal.None : HandoverRefusal.NotSuspended;
    }

    /// <summary>The instance is configured no more.</summary>
    internal void ForgetHold(ActionList actions)
    {
        DropHold(actions);
        if (!Suspended) return;
        Suspended = false;
        KeepHold(actions);
    }

    private void OnHoldTimer(Instant now, ActionList actions)
    {
        Report(EventKind.HoldEnded, actions);
        if (State is VrrpState.Master or VrrpState.Backup && _handover is null)
            PutBack(TransitionReason.HoldElapsed, now, actions);
        else DropHold(actions);
    }

    private void StayOut(ActionList actions)
    {
        DropHold(actions);
        if (Suspended) return;
        Suspended = true;
        KeepHold(actions);
        Report(EventKind.Suspended, actions);
    }

    private void StartHold(Duration? hold, Instant now, ActionList actions)
    {
        _timers[TimerKind.Hold] = hold is { } duration ? now + duration : Instant.Never;
        KeepHold(actions);
    }

    private void DropHold(ActionList actions)
    {
        if (!Held) return;
        _raisedPriority = 0;
        _staysAway = false;
        _timers.Cancel(TimerKind.Hold);
        KeepHold(actions);
    }

    private void KeepHold(ActionList actions) => actions.Add(ActionKind.KeepHold, this);

    /// <summary>The end of a command that needed no hand-over.</summary>
    private void EndCommand(ActionList actions) => actions.Add(new EngineAction
    {
        Kind = ActionKind.EndHandover,
        Router = this,
        Peer = MasterAddress,
        PeerPriority = MasterPriority,
    });
}
