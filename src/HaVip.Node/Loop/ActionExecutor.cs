using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;
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
    /// <summary>A longer advertisement has to be cut into fragments, which is the kernel's work.</summary>
    private const int LongestFramed = 1280;

    private readonly byte[] _buffer = new byte[AdvertisementCodec.MaximumLength];
    private readonly List<AdvertisementPath> _mute = [];
    private readonly List<EngineAction> _endedHandovers = [];

    /// <summary>
    /// Hand-overs that ended since they were last looked at; whoever waits for them takes them from here.
    /// </summary>
    public List<EngineAction> EndedHandovers => _endedHandovers;

    public void Execute(ActionList actions)
    {
        foreach (ref readonly var action in actions.Span) Execute(action);
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
            case ActionKind.AcquireAddresses:
                if (action.Peer != default && !action.Router.Configuration.VirtualMac) passing.Begin(action.Router, action.Peer, action.Drain);
                leases.Acquire(action.Router);
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
                leases.Release(action.Router);
                passing.End(action.Router.Name);
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

    private void SendAdvertisement(VirtualRouter router, byte priority)
    {
        for (var i = 0; i < router.Paths.Count; i++)
        {
            if (router.Paths[i].IsUsable) SendAdvertisement(router, router.Paths[i], priority);
        }

        leases.Advertised(router);
    }

    private void SendAdvertisement(VirtualRouter router, AdvertisementPath path, byte priority)
    {
        var failed = 0;
        foreach (var destination in path.Destinations)
        {
            var payload = _buffer.AsSpan(0, router.WriteAdvertisement(priority, path, destination, _buffer));
            var error = path.Index == 0 && router.SendsFrom is { } mac && payload.Length <= LongestFramed
                ? SendFramed(path, mac, payload)
                : kernel.SendAdvertisement(path.Interface.Index, path.Source, destination, payload);
            if (error != 0) failed = error;
        }

        if (failed != 0 || _mute.Count > 0) NoteSending(router, path, failed);
    }

    private int SendFramed(AdvertisementPath path, MacAddress mac, ReadOnlySpan<byte> payload)
    {
        Span<byte> frame = stackalloc byte[AdvertisementFrame.LongestHeader + LongestFramed];
        return kernel.SendFrame(path.Interface.Index, frame[..AdvertisementFrame.Write(frame, mac, path.Source, payload)]);
    }

    /// <summary>The first failure and the first success after it are told, not each second's.</summary>
    private void NoteSending(VirtualRouter router, AdvertisementPath path, int error)
    {
        var name = path.Interface.Name;
        if (error == 0 && _mute.Remove(path))
        {
            events.Add(EventKind.KernelFault, router.Name, $"advertisements can be sent again on {name}");
        }
        else if (error != 0 && !_mute.Contains(path))
        {
            _mute.Add(path);
            var text = $"advertisements cannot be sent on {name}: {KernelError.Text(error)}";
            events.Add(EventKind.KernelFault, router.Name, text);
        }
    }
}
