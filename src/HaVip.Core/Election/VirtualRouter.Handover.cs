using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>
/// Mastership moved on purpose. A giver says goodbye but keeps the addresses until the new Master has advertised; a taker
/// has and announces the addresses before its higher priority makes the old Master let go. What a hand-over made of the
/// roles sticks: the taker keeps a raised priority, the giver stays away, until failback, the end of the hold, or
/// until the other side is gone.
/// </summary>
public sealed partial class VirtualRouter
{
    private const byte HighestRaisedPriority = 254;

    private Handover? _handover;

    /// <summary>Goodbye is said and the addresses are kept for whoever takes over.</summary>
    public bool HandingOver => _handover is not null;

    internal HandoverRefusal Give(Duration? hold, bool force, Instant now, ActionList actions)
    {
        var refusal = RefuseGive();
        if (refusal != HandoverRefusal.None) return refusal;
        DropHold(actions);
        var give = new Handover { Started = now, Purpose = HandoverPurpose.Give, Hold = hold, Force = force };
        Begin(give, now, actions);
        return HandoverRefusal.None;
    }

    /// <summary>
    /// A Master whose addresses do not stay offers them to whoever wants them; where nobody does it goes on.
    /// </summary>
    internal bool Offer(Duration hold, Instant now, ActionList actions)
    {
        if (State != VrrpState.Master || RefuseHandover() != HandoverRefusal.None) return false;
        DropHold(actions);
        var offer = new Handover
        {
            Started = now,
            Purpose = HandoverPurpose.Give,
            Reason = TransitionReason.AddressesTakenAway,
            Hold = hold,
        };
        Begin(offer, now, actions);
        return true;
    }

    internal HandoverRefusal Take(Duration? hold, Instant now, ActionList actions)
    {
        var refusal = RefuseTake(now, out var priority);
        if (refusal != HandoverRefusal.None) return refusal;
        DropHold(actions);
        if (priority != Configuration.BasePriority) _raisedPriority = priority;
        TakeFromLivingMaster(TransitionReason.TakenByCommand, now, actions);
        if (Held) StartHold(hold, LetsConnectionsEnd ? _timers[TimerKind.FirstAdvertisement] : now, actions);
        return HandoverRefusal.None;
    }

    internal HandoverRefusal Failback(Instant now, ActionList actions)
    {
        var refusal = RefuseFailback();
        if (refusal != HandoverRefusal.None) return refusal;
        PutBack(TransitionReason.FailbackByCommand, now, actions);
        return HandoverRefusal.None;
    }

    /// <summary>Ends the hold and moves mastership to where priorities say it belongs.</summary>
    private void PutBack(TransitionReason reason, Instant now, ActionList actions)
    {
        var raised = _raisedPriority != 0;
        DropHold(actions);
        if (raised && State == VrrpState.Master)
            Begin(new Handover { Started = now, Purpose = HandoverPurpose.Failback }, now, actions);
        else if (!raised && OutdoesLivingMaster(now)) TakeBack(reason, now, actions);
        else EndHandoverAction(HandoverRefusal.None, new Cause(_master, _masterPriority), actions);
    }

    internal HandoverRefusal RefuseGive()
    {
        var refusal = RefuseHandover();
        return refusal == HandoverRefusal.None && State != VrrpState.Master ? HandoverRefusal.NotMaster : refusal;
    }

    /// <summary>Also says what a take would raise the priority to.</summary>
    internal HandoverRefusal RefuseTake(Instant now, out byte priority)
    {
        priority = 0;
        var refusal = RefuseHandover();
        if (refusal != HandoverRefusal.None) return refusal;
        if (State == VrrpState.Master) return HandoverRefusal.AlreadyMaster;
        return AwaitsResults ? HandoverRefusal.ResultsAwaited : Outbid(now, out priority);
    }

    internal HandoverRefusal RefuseFailback()
    {
        var refusal = RefuseHandover();
        return refusal == HandoverRefusal.None && !Held ? HandoverRefusal.NothingHeld : refusal;
    }

    private HandoverRefusal RefuseHandover()
    {
        if (_handover is not null) return HandoverRefusal.HandoverInProgress;
        if (Suspended) return HandoverRefusal.NodeSuspended;
        return State switch
        {
            VrrpState.Stopped or VrrpState.Initialize => HandoverRefusal.InstanceStopped,
            VrrpState.Fault => HandoverRefusal.InstanceInFault,
            _ => HandoverRefusal.None,
        };
    }

    /// <summary>The lowest priority the living Master gives way to: our own where it is enough.</summary>
    private HandoverRefusal Outbid(Instant now, out byte priority)
    {
        priority = Configuration.BasePriority;
        if (!MasterIsAlive(now) || WithHealth(priority) > _masterPriority) return HandoverRefusal.None;
        if (_masterPriority == 255) return HandoverRefusal.MasterIsAddressOwner;
        if (_masterPriority == HighestRaisedPriority && !WinsTie) return HandoverRefusal.MasterCannotBeOutbid;
        var needed = _masterPriority == HighestRaisedPriority ? HighestRaisedPriority : _masterPriority + 1;
        var raised = Math.Max(needed - _contributions, ConfigurationLimits.MinimumPriority);
        if (raised > HighestRaisedPriority) return HandoverRefusal.HealthTooLow;
        priority = (byte)raised;
        return HandoverRefusal.None;
    }

    /// <summary>Against the Master that is heard: only where the path that has the first turn tells its address.</summary>
    private bool WinsTie => _masterPath == 0 && Source > _master;

    private bool OutdoesLivingMaster(Instant now) =>
        State == VrrpState.Backup && MasterIsAlive(now) && _masterPriority < Priority;

    /// <summary>By itself, or as soon as the others of its group would too.</summary>
    private void TakeBack(TransitionReason reason, Instant now, ActionList actions)
    {
        if (Group?.Agrees(this) != false)
        {
            TakeFromLivingMaster(reason, now, actions);
            return;
        }

        _timers.Cancel(TimerKind.MasterDown);
        _promotionIsDue = true;
        EndHandoverAction(HandoverRefusal.None, new Cause(_master, _masterPriority), actions);
    }

    private void TakeFromLivingMaster(TransitionReason reason, Instant now, ActionList actions)
    {
        var cause = new Cause(_master, _masterPriority);
        BecomeMaster(reason, AnnounceOrder.BeforeAdvertisement, now, actions, cause);
        EndHandoverAction(HandoverRefusal.None, new Cause(Source, Priority), actions);
    }

    private void BeginStop(Instant now, ActionList actions)
    {
        if (_handover is not null) EndHandover(HandoverRefusal.Interrupted, now, actions);
        Begin(new Handover { Started = now, Purpose = HandoverPurpose.Stop }, now, actions);
    }

    private void Begin(Handover handover, Instant now, ActionList actions)
    {
        CancelElectionTimers();
        EndRival(now, actions);
        _handover = handover;
        NoteHostsChanged();
        Report(EventKind.HandoverStarted, actions);
        MindSuccessor(now, actions);
        SayGoodbye(now, actions);
        var patience = Group?.Patience ?? MasterDownInterval;
        if (handover.Purpose == HandoverPurpose.Stop) patience = Duration.Min(patience, ElectionTimes.LongestStop);
        _timers[TimerKind.HandoverPatience] = now + patience;
    }

    /// <summary>
    /// A goodbye can be lost, and each one makes a Backup wait its skew time anew: it is repeated when the slowest Backup
    /// would have taken over.
    /// </summary>
    private void SayGoodbye(Instant now, ActionList actions)
    {
        SendAdvertisement(0, actions);
        var slowest = ElectionTimes.Skew(Configuration.Version, 0, Configuration.AdvertisementInterval);
        _timers[TimerKind.SayGoodbyeAgain] = now + (slowest * 5 / 4);
    }

    /// <summary>There may be nobody to take over: nobody is kept waiting any longer.</summary>
    private void OnSayGoodbyeAgain(Instant now, ActionList actions)
    {
        AdmitConnections(actions);
        SayGoodbye(now, actions);
    }

    /// <summary>The first word of a new Master ends the wait; what is left is the linger.</summary>
    private void HandoverReceived(
        in Advertisement advertisement, IpAddress peer, AdvertisementPath path, Instant now, ActionList actions)
    {
        if (advertisement.Priority == 0) return;
        RememberMaster(advertisement, peer, path, now);
        if (_handover!.Taken) return;
        LearnInterval(advertisement, peer, actions);
        _handover = _handover with { Taker = peer, TakerPriority = advertisement.Priority };
        CancelElectionTimers();
        actions.Add(ActionKind.QuietAddresses, this);
        if (_isOfOtherMaker) RebutClaims(actions);
        AwaitSuccessor(now, actions);
    }

    private void OnLinger(Instant now, ActionList actions)
    {
        LeaveToSuccessor(actions);
        Complete(now, actions);
    }

    private void OnHandoverPatience(Instant now, ActionList actions)
    {
        if (_handover!.Force || _handover.Purpose == HandoverPurpose.Stop || Group?.HasLeft(this) == true)
        {
            Complete(now, actions);
            return;
        }

        EndHandover(HandoverRefusal.NobodyTookOver, now, actions);
        ResumeMaster(taken: false, now, actions);
    }

    private void Complete(Instant now, ActionList actions)
    {
        var handover = _handover!;
        _handover = null;
        var cause = new Cause(handover.Taker, handover.TakerPriority, now - handover.Started);
        switch (handover.Purpose)
        {
            case HandoverPurpose.Give:
                KeepAway(handover, now, actions);
                BecomeBackup(handover.Reason, now, actions, cause);
                break;
            case HandoverPurpose.Suspend:
                KeepAway(handover, now, actions);
                BecomeBackup(TransitionReason.SuspendedByCommand, now, actions, cause);
                break;
            case HandoverPurpose.Follow:
                BecomeBackup(TransitionReason.GroupFollowed, now, actions, cause);
                break;
            case HandoverPurpose.Fault when IsFit:
                BecomeBackup(TransitionReason.HealthRestored, now, actions, cause);
                break;
            case HandoverPurpose.Fault:
                BecomeFault(now, actions, cause);
                break;
            case HandoverPurpose.Failback:
                BecomeBackup(TransitionReason.FailbackByCommand, now, actions, cause);
                break;
            default:
                BecomeStopped(TransitionReason.StoppedByCommand, now, actions, cause);
                break;
        }

        EndHandoverAction(HandoverRefusal.None, cause, actions);
        FollowHealth(now, actions);
    }

    /// <summary>
    /// Where another node has taken over, connections that are open to this one may end in peace; else nobody is to be
    /// kept waiting.
    /// </summary>
    private void LetGo(IpAddress successor, ActionList actions)
    {
        var taken = successor.Family != AddressFamily.None;
        actions.Add(new EngineAction
        {
            Kind = taken ? ActionKind.RetireAddresses : ActionKind.ReleaseAddresses,
            Router = this,
            Drain = taken ? Configuration.Handover.Drain : Duration.Zero,
        });
    }

    /// <summary>What the hand-over was for: the giver does not come back by itself.</summary>
    private void KeepAway(Handover handover, Instant now, ActionList actions)
    {
        if (handover.Purpose == HandoverPurpose.Suspend) StayOut(actions);
        if (handover.Purpose != HandoverPurpose.Give) return;
        _staysAway = true;
        StartHold(handover.Hold, now, actions);
    }

    private void EndHandover(HandoverRefusal refusal, Instant now, ActionList actions)
    {
        AdmitConnections(actions);
        AcceptClaims(actions);
        var handover = _handover!;
        _handover = null;
        CancelElectionTimers();
        var cause = new Cause(handover.Taker, handover.TakerPriority, now - handover.Started);
        EndHandoverAction(refusal, cause, actions);
    }

    private void EndHandoverAction(HandoverRefusal refusal, Cause cause, ActionList actions)
    {
        if (refusal == HandoverRefusal.None) Counters.HandoversCompleted++;
        else Counters.HandoversFailed++;
        Report(
            refusal == HandoverRefusal.None ? EventKind.HandoverCompleted : EventKind.HandoverFailed, actions, cause);
        actions.Add(new EngineAction
        {
            Kind = ActionKind.EndHandover,
            Router = this,
            Refusal = refusal,
            Peer = cause.Peer,
            PeerPriority = cause.Priority,
            Elapsed = cause.Elapsed,
        });
    }
}
