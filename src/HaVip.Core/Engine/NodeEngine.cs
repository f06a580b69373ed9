using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Engine;

/// <summary>
/// All virtual routers of a node. The host calls it with what happened and the time, carries out the actions it adds to
/// the list, and calls <see cref="Advance"/> when <see cref="NextDeadline"/> has come; more calls do no harm. It is owned
/// by one thread.
/// </summary>
public sealed partial class NodeEngine
{
    private readonly List<VirtualRouter> _routers = [];
    private readonly DeadlineHeap _deadlines = new();
    private readonly Dictionary<RouterKey, Listener> _byKey = [];
    private readonly Dictionary<(string Interface, IpAddress Address), VirtualRouter> _byAddress = [];
    private readonly List<VirtualRouter> _leaving = [];
    private readonly List<InterfaceStatus> _interfaces = [];
    private readonly WallClock _wallClock = new();
    private readonly Instant _created;
    private bool _hostFilters = true;

    /// <summary>Every instance begins Stopped, its interface missing.</summary>
    public NodeEngine(NodeConfiguration configuration, Instant now)
    {
        Configuration = configuration;
        _created = now;
        foreach (var instance in configuration.Instances) Add(instance, now);
        RegisterAddresses();
        Regroup();
    }

    public NodeConfiguration Configuration { get; private set; }

    /// <summary>In the order of configuration.</summary>
    public IReadOnlyList<VirtualRouter> Routers => _routers;

    /// <summary>No longer configured, but still handing over; each leaves the list when it has stopped.</summary>
    public IReadOnlyList<VirtualRouter> Leaving => _leaving;

    /// <summary>When <see cref="Advance"/> has work next, in the past where it has now; Never while nothing is under way.</summary>
    public Instant NextDeadline => _hosts.Changed.Count > 0
        ? _created
        : Instant.Min(_deadlines.Next, _hosts.NextDeadline);

    /// <summary>
    /// Packets for a virtual router id that is not configured here, of those the host passed on: its kernel may drop what
    /// nobody here waits for.
    /// </summary>
    public long UnknownVirtualRouterIds { get; private set; }

    /// <summary>Packets too short to say which virtual router they are for.</summary>
    public long TruncatedPackets { get; private set; }

    /// <summary>Tells the time of day that belongs to an instant; HMAC sequences are made of it.</summary>
    public void SetWallClock(long unixMicroseconds, Instant now) => _wallClock.Set(unixMicroseconds, now);

    public VirtualRouter? Find(string name)
    {
        foreach (var router in _routers)
        {
            if (router.Name == name) return router;
        }

        return null;
    }

    public void Start(VirtualRouter router, Instant now, ActionList actions)
    {
        foreach (var member in MembersWith(router)) member.Start(_created + Configuration.Node.StartupDelay, now, actions);
        Settle(router, now, actions);
    }

    /// <summary>
    /// Stops gracefully: a Master keeps its addresses until somebody took over or its patience is over. The end is the
    /// transition to Stopped.
    /// </summary>
    public void Stop(VirtualRouter router, Instant now, ActionList actions)
    {
        foreach (var member in MembersWith(router)) member.Stop(now, actions);
        Settle(router, now, actions);
    }

    /// <summary>Stops at once: priority 0 is sent and the addresses go.</summary>
    public void StopNow(VirtualRouter router, Instant now, ActionList actions)
    {
        foreach (var member in MembersWith(router)) member.StopNow(TransitionReason.StoppedByCommand, now, actions);
        Settle(router, now, actions);
    }

    /// <summary>Gives mastership away; the end comes as an EndHandover action. A refusal changes nothing.</summary>
    /// <param name="router">The instance, which must be Master.</param>
    /// <param name="hold">How long to stay away; null means until failback.</param>
    /// <param name="force">Leave even where nobody takes over.</param>
    /// <param name="now">The time.</param>
    /// <param name="actions">Gets the work to do.</param>
    public HandoverRefusal Give(
        VirtualRouter router, Duration? hold, bool force, Instant now, ActionList actions)
    {
        return Command(
            router, nameof(Give), now, actions, r => r.RefuseGive(), r => r.Give(hold, force, now, actions));
    }

    /// <summary>
    /// Gives mastership away because the addresses do not stay here; the end comes as an EndHandover action. False where
    /// there is nothing to give, or it is being given already.
    /// </summary>
    public bool Offer(VirtualRouter router, Duration hold, Instant now, ActionList actions)
    {
        var offered = false;
        foreach (var member in MembersWith(router)) offered |= member.Offer(hold, now, actions);
        Settle(router, now, actions);
        return offered;
    }

    /// <summary>Announces the addresses of a Master as if it had just become it; harmless elsewhere.</summary>
    public void AnnounceAnew(VirtualRouter router, Instant now, ActionList actions)
    {
        router.AnnounceAnew(now, actions);
        _deadlines.Update(router);
    }

    /// <summary>Takes mastership over; the end comes as an EndHandover action. A refusal changes nothing.</summary>
    public HandoverRefusal Take(VirtualRouter router, Duration? hold, Instant now, ActionList actions)
    {
        return Command(
            router, nameof(Take), now, actions, r => r.RefuseTake(now, out _), r => r.Take(hold, now, actions));
    }

    /// <summary>Ends what an earlier give or take left; the end comes as an EndHandover action.</summary>
    public HandoverRefusal Failback(VirtualRouter router, Instant now, ActionList actions)
    {
        return Command(router, nameof(Failback), now, actions, r => r.RefuseFailback(), r => r.Failback(now, actions));
    }

    /// <summary>Keeps an instance from being Master until it is resumed; the end comes as an EndHandover action.</summary>
    /// <param name="router">The instance, in any state.</param>
    /// <param name="drain">A Master hands over first; else it stays Master until another node is.</param>
    /// <param name="force">Even where no other node is or becomes Master.</param>
    /// <param name="now">The time.</param>
    /// <param name="actions">Gets the work to do.</param>
    public HandoverRefusal Suspend(VirtualRouter router, bool drain, bool force, Instant now, ActionList actions)
    {
        return Command(
            router,
            nameof(Suspend),
            now,
            actions,
            r => r.RefuseSuspend(drain, force, now),
            r => r.Suspend(drain, force, now, actions));
    }

    /// <summary>Ends a suspension; the end comes as an EndHandover action.</summary>
    public HandoverRefusal Resume(VirtualRouter router, FailbackMode mode, Instant now, ActionList actions)
    {
        return Command(
            router, nameof(Resume), now, actions, r => r.RefuseResume(), r => r.Resume(mode, now, actions));
    }

    /// <summary>Takes up what a former run kept of an instance, before it is started.</summary>
    public void RestoreHold(VirtualRouter router, HoldState hold, Instant deadline)
    {
        router.RestoreHold(hold, deadline);
        _deadlines.Update(router);
    }

    /// <summary>Tells what is known of an interface now, found by its name; index 0 means it is gone.</summary>
    public void InterfaceChanged(InterfaceStatus status, Instant now, ActionList actions)
    {
        _interfaces.RemoveAll(known => known.Name == status.Name);
        _interfaces.Add(status);
        foreach (var router in _routers)
        {
            InterfaceChanged(router, status, now, actions);
            SeeInterface(router, status, now, actions);
        }

        for (var i = _leaving.Count - 1; i >= 0; i--) InterfaceChanged(_leaving[i], status, now, actions);
    }

    /// <summary>
    /// Tells whether the host can keep packets from addresses it holds; it can until told otherwise. Instances whose
    /// acceptMode is false are in Fault while it cannot.
    /// </summary>
    public void FilterChanged(bool usable, Instant now, ActionList actions)
    {
        _hostFilters = usable;
        foreach (var router in _routers)
        {
            router.FilterChanged(usable, now, actions);
            Settle(router, now, actions);
        }
    }

    /// <summary>A packet of protocol 112 came in. What is refused is counted and changes nothing else.</summary>
    public void Receive(in ReceivedPacket packet, Instant now, ActionList actions)
    {
        if (!AdvertisementCodec.TryReadVirtualRouterId(packet.Payload, out var virtualRouterId))
        {
            TruncatedPackets++;
            return;
        }

        var key = new RouterKey(packet.InterfaceIndex, packet.Source.Family, virtualRouterId);
        if (!_byKey.TryGetValue(key, out var listener))
        {
            UnknownVirtualRouterIds++;
            return;
        }

        listener.Router.Receive(packet, listener.Path, now, actions);
        Settle(listener.Router, now, actions);
    }

    /// <summary>
    /// Another host said on an interface that it has an address; one of this node itself is not to be told. What concerns
    /// no instance changes nothing.
    /// </summary>
    public void NeighborHeard(string interfaceName, in NeighborClaim claim, Instant now, ActionList actions)
    {
        HostHeard(interfaceName, claim, now, actions);
        if (!_byAddress.TryGetValue((interfaceName, claim.Address), out var router)) return;
        router.NeighborHeard(claim, now, actions);
        _deadlines.Update(router);
    }

    /// <summary>Fires every timer that is due, earliest first.</summary>
    public void Advance(Instant now, ActionList actions)
    {
        while (_deadlines.Next <= now)
        {
            var router = _deadlines.First;
            router.Advance(now, actions);
            Settle(router, now, actions);
        }

        AskHosts(now, actions);
    }

    private void InterfaceChanged(VirtualRouter router, InterfaceStatus status, Instant now, ActionList actions)
    {
        if (!router.Uses(status)) return;
        Unregister(router);
        router.InterfaceChanged(status, now, actions);
        Register(router);
        Settle(router, now, actions);
    }

    /// <summary>
    /// Has its group follow, puts the next deadline in its place, or forgets a router that was leaving and has stopped.
    /// </summary>
    private void Settle(VirtualRouter router, Instant now, ActionList actions)
    {
        if (router.Group is not null) Gather(router, now, actions);
        _deadlines.Update(router);
        if (router.State == VrrpState.Stopped && _leaving.Remove(router)) Forget(router);
    }

    private void Forget(VirtualRouter router)
    {
        Unregister(router);
        _deadlines.Remove(router);
        _hosts.Forget(router);
    }

    private VirtualRouter Add(InstanceConfiguration instance, Instant now)
    {
        var router = new VirtualRouter(instance, _wallClock, now) { HostChanges = _hosts.Changed };
        _routers.Add(router);
        _deadlines.Add(router);
        Track(router, now, new ActionList());
        return router;
    }

    private void Register(VirtualRouter router)
    {
        foreach (var path in router.Paths)
        {
            if (path.Interface.Exists) _byKey[KeyOf(router, path)] = new Listener(router, path.Index);
        }
    }

    private void Unregister(VirtualRouter router)
    {
        foreach (var path in router.Paths)
        {
            var key = KeyOf(router, path);
            if (_byKey.TryGetValue(key, out var registered) && registered.Router == router) _byKey.Remove(key);
        }
    }

    private void RegisterAddresses()
    {
        _byAddress.Clear();
        foreach (var router in _routers)
        {
            foreach (var address in router.Configuration.AllAddresses)
                _byAddress[(address.Interface ?? router.Configuration.Interface, address.Prefix.Address)] = router;
        }
    }

    private static RouterKey KeyOf(VirtualRouter router, AdvertisementPath path) =>
        new(path.Interface.Index, router.Family, router.Configuration.VirtualRouterId);

    /// <summary>Which virtual router hears, on which of its paths.</summary>
    private readonly record struct Listener(VirtualRouter Router, int Path);
}
