using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Logging;
using HaVip.Node.Loop;
using HaVip.Node.Ownership;

namespace HaVip.Node.Interfaces;

/// <summary>
/// Keeps the picture of the interfaces in step with the kernel, has a socket open wherever a virtual router lives, and
/// tells the engine what changed.
/// </summary>
internal sealed class InterfaceWatcher : IDisposable
{
    private static readonly Duration RetryAfter = Duration.FromSeconds(1);

    private readonly Epoll _epoll;
    private readonly InterfaceTable _table;
    private readonly VrrpSocketTable _sockets;
    private readonly AddressReconciler _reconciler;
    private readonly EventLog _events;
    private readonly List<NetworkChange> _changes = [];
    private readonly Dictionary<string, InterfaceStatus> _told = [];
    private Dictionary<(string Interface, AddressFamily Family), HashSet<byte>> _needed = [];
    private readonly List<string> _names = [];
    private RouteNetlinkMonitor? _monitor;
    private bool _watchesRoutes;
    private Instant _openAgain = Instant.Never;
    private Instant _repair = Instant.Never;
    private Instant _repaired = new(long.MinValue / 2);

    public InterfaceWatcher(
        Epoll epoll, InterfaceTable table, VrrpSocketTable sockets, AddressReconciler reconciler, EventLog events)
    {
        _epoll = epoll;
        _table = table;
        _sockets = sockets;
        _reconciler = reconciler;
        _events = events;
    }

    /// <summary>When <see cref="Retry"/> has something to do; Never while all is well.</summary>
    public Instant NextDeadline => Instant.Min(_openAgain, _repair);

    /// <summary>Takes over which interfaces and families matter, and which addresses are virtual.</summary>
    public void Configure(NodeConfiguration configuration)
    {
        _needed = [];
        foreach (var instance in configuration.Instances)
        {
            Need(instance.Interface, instance);
            foreach (var heartbeat in instance.Heartbeat) Need(heartbeat.Interface, instance);
        }

        _names.Clear();
        _names.AddRange(_needed.Keys.Select(needed => needed.Interface).Concat(Tracked(configuration)).Distinct());
        _table.Configure(configuration);
        _sockets.Configure(_needed);
        Watch(configuration.Instances.Any(instance => instance.VirtualRoutes.Count + instance.VirtualRules.Count > 0));
    }

    /// <summary>Takes in what the kernel reports; true where it may concern an interface the engine knows.</summary>
    public bool Read(Instant now)
    {
        _changes.Clear();
        _monitor!.Read(_changes);
        var concerns = false;
        foreach (var change in _changes) concerns |= Take(change, now);
        return concerns;
    }

    /// <summary>Tells the engine of every interface that is not as it was told last.</summary>
    public void Follow(NodeEngine engine, Instant now, ActionList actions)
    {
        _openAgain = Instant.Never;
        foreach (var name in _names)
        {
            var status = WithSockets(_table.StatusOf(name), now);
            var before = _told.GetValueOrDefault(name);
            if (before == status) continue;
            if (status.IsUp && before is { IsUp: false } && before.Index == status.Index) Rejoin(status);
            _told[name] = status;
            engine.InterfaceChanged(status, now, actions);
        }
    }

    /// <summary>Does what was put off.</summary>
    public void Retry(Instant now)
    {
        if (_repair > now) return;
        _repair = Instant.Never;
        _repaired = now;
        _reconciler.Repair();
    }

    /// <summary>Whatever is owned is looked for, and put back where it is gone.</summary>
    public void CheckSoon(Instant now) => RepairSoon(now);

    /// <summary>The socket is closed; a new one is opened a little later.</summary>
    public void SocketFailed(VrrpSocket socket, LinuxException error, Instant now)
    {
        _events.Add(EventKind.KernelFault, null, $"{error.Message}; the socket is opened again");
        _sockets.Close(socket);
        _openAgain = now + RetryAfter;
    }

    public void Dispose() => _monitor?.Dispose();

    /// <summary>
    /// The monitor is open before the tables are read, so nothing is missed in between. Routes are watched only where
    /// some are ours: others change thousands of them.
    /// </summary>
    private void Watch(bool routes)
    {
        if (_monitor is not null && (_watchesRoutes || !routes)) return;
        if (_monitor is not null) _epoll.Remove(_monitor.Descriptor);
        _monitor?.Dispose();
        _monitor = new RouteNetlinkMonitor(routes, HaVipMark.AddressProtocol);
        _watchesRoutes = routes;
        _epoll.Add(_monitor.Descriptor, EpollEvents.Readable, EpollToken.Monitor);
        ReadAll();
    }

    private void ReadAll()
    {
        using var netlink = new RouteNetlink();
        _table.Clear();
        foreach (var link in netlink.DumpLinks()) _table.Set(Facts(link));
        foreach (var address in netlink.DumpAddresses()) _table.Set(Facts(address));
    }

    private bool Take(in NetworkChange change, Instant now)
    {
        switch (change.Kind)
        {
            case NetworkChangeKind.LinkChanged:
                var before = _table.NameOf(change.Link!.Index);
                _table.Set(Facts(change.Link));
                if (_reconciler.IsUnfinished || _reconciler.OwnsOn(change.Link.Name)) RepairSoon(now);
                return IsNeeded(before) || IsNeeded(change.Link.Name);
            case NetworkChangeKind.LinkRemoved:
                if (_reconciler.IsUnfinished || _reconciler.OwnsOn(_table.NameOf(change.Link!.Index))) RepairSoon(now);
                _table.RemoveLink(change.Link!.Index);
                return true;
            case NetworkChangeKind.AddressAdded:
                _table.Set(Facts(change.Address!));
                if (_reconciler.IsUnfinished) RepairSoon(now);
                return IsNeeded(_table.NameOf(change.Address!.InterfaceIndex));
            case NetworkChangeKind.AddressRemoved:
                _table.RemoveAddress(change.Address!.InterfaceIndex, change.Address.Prefix);
                var expired = change.Address.ValidSeconds == 0;
                if (_reconciler.NoteLost(change.Address.InterfaceIndex, change.Address.Prefix, expired)) RepairSoon(now);
                return IsNeeded(_table.NameOf(change.Address.InterfaceIndex));
            case NetworkChangeKind.RouteRemoved:
                if (_reconciler.NoteLost(change.Route!)) RepairSoon(now);
                return false;
            case NetworkChangeKind.RuleRemoved:
                if (_reconciler.NoteLost(change.Rule!.Value)) RepairSoon(now);
                return false;
            case NetworkChangeKind.Overrun:
                ReadAll();
                RepairSoon(now);
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// At most once a second, so that two who disagree about an address do not keep the machine busy.
    /// </summary>
    private void RepairSoon(Instant now)
    {
        if (_repair != Instant.Never) return;
        var earliest = _repaired + RetryAfter;
        _repair = earliest < now ? now : earliest;
    }

    private bool IsNeeded(string name) => _names.Contains(name);

    /// <summary>Interfaces that only count: no advertisements are sent or heard there.</summary>
    private static IEnumerable<string> Tracked(NodeConfiguration configuration) =>
        configuration.Instances.Select(instance => instance.Track)
            .Concat(configuration.Groups.Select(group => group.Track))
            .SelectMany(track => track.Interfaces)
            .Select(tracked => tracked.Name)
            .Concat(configuration.Checks.Select(check => check.Interface).OfType<string>());

    private void Need(string name, InstanceConfiguration instance)
    {
        if (!_needed.TryGetValue((name, instance.Family), out var ids)) _needed.Add((name, instance.Family), ids = []);
        ids.Add(instance.VirtualRouterId);
    }

    /// <summary>
    /// A virtual router that cannot hear must not believe that nobody speaks: without a socket it is down.
    /// </summary>
    private InterfaceStatus WithSockets(InterfaceStatus status, Instant now)
    {
        var open = true;
        foreach (var needed in _needed.Keys)
        {
            if (needed.Interface == status.Name) open &= _sockets.TryOpen(status, needed.Family);
        }

        if (open) return status;
        _openAgain = now + RetryAfter;
        return status with { IsUp = false };
    }

    private void Rejoin(InterfaceStatus status)
    {
        try
        {
            _sockets.Rejoin(status.Index);
        }
        catch (LinuxException error)
        {
            _events.Add(EventKind.KernelFault, null, error.Message);
        }
    }

    private static LinkFacts Facts(LinkInfo link) => new(link.Index, link.Name, link.IsUsable, link.MacAddress);

    private static AddressFacts Facts(AddressInfo address) => new(
        address.InterfaceIndex,
        address.Prefix,
        !address.IsTentative && !address.HasFailedDetection,
        address.Protocol == HaVipMark.AddressProtocol);
}
