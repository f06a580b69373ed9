using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Election;

/// <summary>Initialize, Stopped and Fault: everything outside the election itself.</summary>
public sealed partial class VirtualRouter
{
    private bool _hostFilters = true;

    private bool CanSend => _paths[0].IsUsable;

    private bool CanRun => CanSend && (Configuration.AcceptsPackets || _hostFilters);

    /// <summary>RFC 9568 section 6.4.1, Startup.</summary>
    /// <param name="listenUntil">No promotion before this, whatever is or is not heard.</param>
    /// <param name="now">The time.</param>
    /// <param name="actions">Gets the work to do.</param>
    internal void Start(Instant listenUntil, Instant now, ActionList actions)
    {
        _listenUntil = listenUntil;
        if (_handover is { Purpose: HandoverPurpose.Stop })
        {
            var taken = _handover.Taken;
            EndHandover(HandoverRefusal.Interrupted, now, actions);
            if (State == VrrpState.Master) ResumeMaster(taken, now, actions);
        }

        if (State != VrrpState.Stopped) return;
        TransitionTo(VrrpState.Initialize, TransitionReason.Started, now, actions);
        TellUsablePaths(actions);
        Enter(TransitionReason.Started, now, actions);
    }

    /// <summary>Leaves gracefully: a Master says goodbye and keeps the addresses until somebody else has them.</summary>
    internal void Stop(Instant now, ActionList actions)
    {
        if (_handover is { Purpose: HandoverPurpose.Stop }) return;
        if (State == VrrpState.Master && CanRun)
        {
            if (_handover is { Taken: false } or null) BeginStop(now, actions);
            else StopInstead(_handover, now, actions);
            return;
        }

        BecomeStopped(TransitionReason.StoppedByCommand, now, actions);
    }

    /// <summary>Another node has taken over already; what that was for outlives the stop.</summary>
    private void StopInstead(Handover handover, Instant now, ActionList actions)
    {
        KeepAway(handover, now, actions);
        _handover = handover with { Purpose = HandoverPurpose.Stop };
    }

    /// <summary>Leaves at once: goodbye is said and the addresses go.</summary>
    internal void StopNow(TransitionReason reason, Instant now, ActionList actions)
    {
        if (State == VrrpState.Master && CanRun) SendAdvertisement(0, actions);
        BecomeStopped(reason, now, actions);
    }

    internal void InterfaceChanged(InterfaceStatus status, Instant now, ActionList actions)
    {
        HeartbeatChanged(status, now, actions);
        if (Interface.Name != status.Name) return;
        var before = Interface;
        _paths[0].Interface = status;
        if (State is VrrpState.Stopped) return;
        if (!CanRun)
        {
            FailAtOnce(now, actions);
            return;
        }

        if (State == VrrpState.Fault && IsFit) Enter(TransitionReason.InterfaceReady, now, actions);
        else if (State == VrrpState.Fault) BecomeFault(now, actions);
        else if (State == VrrpState.Master && _handover is not { Taken: true }) FollowInterface(before, now, actions);
    }

    /// <summary>Whether the host can keep packets from addresses; an instance that needs it cannot run without.</summary>
    internal void FilterChanged(bool usable, Instant now, ActionList actions)
    {
        _hostFilters = usable;
        FollowFilter(now, actions);
    }

    /// <summary>Into Fault or out of it.</summary>
    private void FollowFilter(Instant now, ActionList actions)
    {
        if (State == VrrpState.Fault && IsFit) Enter(TransitionReason.FilterReady, now, actions);
        if (State is VrrpState.Stopped or VrrpState.Fault || CanRun) return;
        FailAtOnce(now, actions);
    }

    /// <summary>An interface that was replaced has lost the addresses; one with another MAC needs its neighbours told.</summary>
    private void FollowInterface(InterfaceStatus before, Instant now, ActionList actions)
    {
        var replaced = before.Index != Interface.Index;
        if (replaced) actions.Add(ActionKind.AcquireAddresses, this);
        if (replaced || before.MacAddress != Interface.MacAddress) StartAnnouncing(now, actions);
    }

    /// <summary>Takes over changed settings that need no new start; a Master makes its addresses match at once.</summary>
    internal void Reconfigure(InstanceConfiguration configuration, Instant now, ActionList actions)
    {
        var addresses = Configuration.VirtualAddresses.Concat(Configuration.ExcludedAddresses).ToList();
        var down = MasterDownInterval;
        Adopt(configuration);
        SchedulePathSilence();
        FollowFilter(now, actions);
        if (State == VrrpState.Master)
        {
            actions.Add(ActionKind.AcquireAddresses, this);
            var same = addresses.SequenceEqual(configuration.VirtualAddresses.Concat(configuration.ExcludedAddresses));
            if (same) ScheduleAnnouncements(now);
            else StartAnnouncing(now, actions);
            if (_handover is null) Advertise(now, actions);
            ExpectRivalSooner(now);
            FollowProbeSettings(now, actions);
        }
        else if (State == VrrpState.Backup && MasterDownInterval != down)
        {
            WaitForMaster(now + MasterDownInterval, now);
        }
    }

    /// <summary>From Initialize or Fault into the election (RFC 9568 section 6.4.1).</summary>
    private void Enter(TransitionReason reason, Instant now, ActionList actions)
    {
        _learnedInterval = null;
        if (!IsFit) BecomeFault(now, actions);
        else if (Configuration.AddressOwner && !Held && !Suspended && !AwaitsResults && Group is null
            && now >= _listenUntil)
            BecomeMaster(TransitionReason.StartedAsAddressOwner, AnnounceOrder.AfterAdvertisement, now, actions);
        else BecomeBackup(reason, now, actions);
    }

    /// <summary>Where a path is left, the others need not wait for silence.</summary>
    private void FailAtOnce(Instant now, ActionList actions)
    {
        if (State == VrrpState.Master && _handover is not { Taken: true } && CanSendAnywhere) SendAdvertisement(0, actions);
        BecomeFault(now, actions);
    }

    private void BecomeFault(Instant now, ActionList actions, Cause cause = default)
    {
        var reason = !Interface.Exists ? TransitionReason.InterfaceMissing
            : !Interface.IsUp ? TransitionReason.InterfaceDown
            : !CanSend ? TransitionReason.NoSourceAddress
            : !CanRun ? TransitionReason.FilterMissing
            : Unfit is { Kind: TrackedKind.Interface } ? TransitionReason.TrackedInterfaceDown
            : Unfit is not null ? TransitionReason.CheckFailed
            : TransitionReason.GroupMemberInFault;
        if (State == VrrpState.Fault && Reason == reason) return;
        Leave(VrrpState.Fault, reason, cause, now, actions);
    }

    private void BecomeStopped(TransitionReason reason, Instant now, ActionList actions, Cause cause = default)
    {
        if (State == VrrpState.Stopped) return;
        Leave(VrrpState.Stopped, reason, cause, now, actions);
    }

    private void Leave(VrrpState state, TransitionReason reason, Cause cause, Instant now, ActionList actions)
    {
        var owned = State == VrrpState.Master;
        if (_handover is not null) EndHandover(HandoverRefusal.Interrupted, now, actions);
        CancelElectionTimers();
        ForgetMaster();
        TransitionTo(state, reason, now, actions);
        if (owned) LetGo(cause.Peer, actions);
    }

    private void CancelElectionTimers()
    {
        var (hold, delay) = (_timers[TimerKind.Hold], _timers[TimerKind.TrackDelay]);
        _timers.CancelAll();
        _timers[TimerKind.Hold] = hold;
        _timers[TimerKind.TrackDelay] = delay;
        _promotionIsDue = false;
    }
}
