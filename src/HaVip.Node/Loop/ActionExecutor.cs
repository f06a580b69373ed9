using HaVip.Core.Engine;
using HaVip.Node.Holds;
using HaVip.Node.Interfaces;
using HaVip.Node.Kernel;
using HaVip.Node.Logging;
using HaVip.Node.Notifications;
using HaVip.Node.Ownership;
using HaVip.Node.Time;

namespace HaVip.Node.Loop;

/// <summary>Carries out what the engine decided, in its order: one method per action.</summary>
internal sealed partial class ActionExecutor(
    IKernel kernel,
    InterfaceTable interfaces,
    LeaseKeeper leases,
    ConnectionPassing passing,
    Announcer announcer,
    HoldStore holds,
    NoticeBoard notices,
    EventLog events)
{
    private readonly List<EngineAction> _endedHandovers = [];

    /// <summary>
    /// Hand-overs that ended since they were last looked at; whoever waits for them takes them from here.
    /// </summary>
    public List<EngineAction> EndedHandovers => _endedHandovers;

    public void Execute(ActionList actions)
    {
        var acquired = 0;
        for (var i = 0; i < actions.Count; i++)
        {
            ref readonly var action = ref actions[i];
            if (!IsIndifferentToSends(action.Kind)) SendGathered();
            if (ConcernsAddresses(action.Kind)) ReleaseGathered();
            if (action.Kind is ActionKind.AcquireAddresses) acquired = AcquireTogether(actions, i, acquired);
            else Execute(action);
        }

        SendGathered();
        ReleaseGathered();
        actions.Clear();
        notices.Publish();
    }

    private void Execute(in EngineAction action)
    {
        switch (action.Kind)
        {
            case ActionKind.SendAdvertisement:
                SendAdvertisement(action.Router, action.Priority);
                break;
            case ActionKind.HoldConnections:
                leases.Hold(action.Router);
                break;
            case ActionKind.AdmitConnections:
                leases.Admit(action.Router);
                break;
            case ActionKind.RebutClaims:
                leases.Rebut(action.Router);
                break;
            case ActionKind.AcceptClaims:
                leases.Accept(action.Router);
                break;
            case ActionKind.AnnounceForOther:
                announcer.AnnounceFor(action.Router, action.Neighbor);
                break;
            case ActionKind.QuietAddresses:
                announcer.Cancel(action.Router);
                leases.Quiet(action.Router);
                break;
            case ActionKind.RetireAddresses:
                announcer.Cancel(action.Router);
                leases.Retire(action.Router, action.Drain);
                break;
            case ActionKind.ReleaseAddresses:
                announcer.Cancel(action.Router);
                _releasing.Add(action.Router);
                break;
            case ActionKind.AnnounceAddresses:
                announcer.Announce(action.Router, action.Count, action.IsPatient);
                break;
            case ActionKind.ProbeAddresses:
                ProbeAddresses(action.Router, action.First, action.Count);
                break;
            case ActionKind.ProbeHost:
                ProbeHost(action.Router, action.Neighbor);
                break;
            case ActionKind.Report:
                events.Add(action);
                notices.Take(action);
                break;
            case ActionKind.EndHandover:
                _endedHandovers.Add(action);
                break;
            case ActionKind.KeepHold:
                holds.Keep(action.Router, MonotonicClock.Now, MonotonicClock.UnixMicroseconds);
                break;
            default:
                throw new InvalidOperationException($"The engine asked for the unknown action {action.Kind}.");
        }
    }
}
