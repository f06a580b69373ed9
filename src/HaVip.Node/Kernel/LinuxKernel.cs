using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Interfaces;

namespace HaVip.Node.Kernel;

/// <summary>The kernel of the network namespace this thread is in.</summary>
/// <param name="sockets">Where advertisements go out; without it none can be sent.</param>
/// <param name="filterSuffix">Tells the packet filters of several runners in one namespace apart.</param>
internal sealed partial class LinuxKernel(string filterSuffix, VrrpSocketTable? sockets = null) : IKernel, IDisposable
{
    private readonly RouteNetlink _netlink = new();
    private readonly PacketSocket _frames = new(HaVipMark.Packet);
    private AddressSpec[] _addressSpecs = [];
    private readonly Dictionary<string, KernelFlag> _forwarding = new(StringComparer.Ordinal);
    private RouteSpec[] _routeSpecs = [];

    public bool TagsAddresses { get; } = Environment.OSVersion.Version >= new Version(5, 18);

    public void SendAdvertisements(int interfaceIndex, SendBatch batch)
    {
        if (sockets?.Find(interfaceIndex, batch.Source(0).Family) is { } socket)
        {
            socket.Send(batch);
            return;
        }

        for (var i = 0; i < batch.Count; i++) batch.SetError(i, Errno.ENODEV);
    }

    public int SendFrame(int interfaceIndex, ReadOnlySpan<byte> frame) =>
        _frames.TrySend(interfaceIndex, frame, out var error) ? 0 : error;

    public void AddAddresses(ReadOnlySpan<KernelAddress> addresses, Span<NetlinkResult> results)
    {
        Apply(NetlinkOperation.Add, addresses, results);
        WaitUntilUsable(addresses, results);
    }

    public void RenewAddresses(ReadOnlySpan<KernelAddress> addresses, Span<NetlinkResult> results) =>
        Apply(NetlinkOperation.Replace, addresses, results);

    public void RemoveAddresses(ReadOnlySpan<KernelAddress> addresses, Span<NetlinkResult> results) =>
        Apply(NetlinkOperation.Remove, addresses, results);

    public void AddRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results) =>
        Apply(NetlinkOperation.Add, routes, results);

    public void RenewRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results)
    {
        Apply(NetlinkOperation.Renew, routes, results);
        foreach (ref var result in results[..routes.Length])
        {
            if (result.WasPresent) result = default;
        }
    }

    public void ReplaceRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results) =>
        Apply(NetlinkOperation.Replace, routes, results);

    public void RemoveRoutes(ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results) =>
        Apply(NetlinkOperation.Remove, routes, results);

    public IReadOnlyList<KernelAddress> ListAddresses() => _netlink.DumpAddresses().Select(Known).ToArray();

    public IReadOnlyList<KernelRoute> ListRoutes() => _netlink.DumpRoutes(protocol: HaVipMark.RouteProtocol)
        .Where(route => route.Type is RouteType.Unicast or RouteType.Blackhole or RouteType.Unreachable or RouteType.Prohibit)
        .Select(Known)
        .ToArray();

    public bool? SetPromoteSecondaries(int interfaceIndex, bool promote)
    {
        var name = _netlink.DumpLinks().FirstOrDefault(link => link.Index == interfaceIndex)?.Name;
        if (name is null) return null;
        try
        {
            // The interface's own setting and that of all are joined by "or".
            if (IsSet("all")) return true;
            var before = IsSet(name);
            if (before != promote) Sysctl.Write(Setting(name), promote ? "1" : "0");
            return before;
        }
        catch (LinuxException)
        {
            return null;
        }
    }

    public bool ForwardsIPv6(string interfaceName)
    {
        if (!_forwarding.TryGetValue(interfaceName, out var forwarding))
        {
            forwarding = new KernelFlag(Sysctl.OfInterface("ipv6", interfaceName, "forwarding"));
            _forwarding.Add(interfaceName, forwarding);
        }

        return forwarding.IsOn;
    }

    public void Dispose()
    {
        _netlink.Dispose();
        _frames.Dispose();
        _filter?.Dispose();
    }

    private static string Setting(string name) => Sysctl.OfInterface("ipv4", name, "promote_secondaries");

    private static bool IsSet(string name) => Sysctl.Read(Setting(name)) != "0";

    private void Apply(
        NetlinkOperation operation, ReadOnlySpan<KernelAddress> addresses, Span<NetlinkResult> results)
    {
        if (_addressSpecs.Length < addresses.Length) _addressSpecs = new AddressSpec[addresses.Length];
        for (var i = 0; i < addresses.Length; i++) _addressSpecs[i] = Wanted(addresses[i]);
        try
        {
            _netlink.Apply(operation, _addressSpecs.AsSpan(0, addresses.Length), results);
        }
        catch (LinuxException error)
        {
            results.Fill(new NetlinkResult(error.ErrorNumber, error.Detail));
        }
    }

    private void Apply(NetlinkOperation operation, ReadOnlySpan<KernelRoute> routes, Span<NetlinkResult> results)
    {
        if (_routeSpecs.Length < routes.Length) _routeSpecs = new RouteSpec[routes.Length];
        for (var i = 0; i < routes.Length; i++) _routeSpecs[i] = Wanted(routes[i], operation);
        try
        {
            _netlink.Apply(operation, _routeSpecs.AsSpan(0, routes.Length), results);
        }
        catch (LinuxException error)
        {
            results.Fill(new NetlinkResult(error.ErrorNumber, error.Detail));
        }
    }

    private static AddressSpec Wanted(KernelAddress address) => new()
    {
        InterfaceIndex = address.InterfaceIndex,
        Prefix = address.Prefix,
        Scope = address.Scope,
        Label = address.Label,

        // The former owner may still have it; waiting for detection would leave the address dead meanwhile.
        NoDuplicateDetection = address.Prefix.Family == AddressFamily.IPv6,

        // A single address beside the network is there to be asked, not to ask from (RFC 6724 section 5, rule 3).
        PreferredSeconds = Math.Min(
            address.PreferredSeconds ?? (IsSingleIPv6(address.Prefix) ? 0 : address.ValidSeconds), address.ValidSeconds),
        ValidSeconds = address.ValidSeconds,
        Broadcast = address.Broadcast,
        Peer = address.Peer,
        NoPrefixRoute = address.NoPrefixRoute,
    };

    private static bool IsSingleIPv6(IpPrefix prefix) => prefix.Family == AddressFamily.IPv6 && prefix.Length == 128;

    /// <summary>A route that is to go is known by its way alone.</summary>
    private static RouteSpec Wanted(KernelRoute route, NetlinkOperation operation)
    {
        var goes = operation == NetlinkOperation.Remove;
        return new RouteSpec
        {
            Destination = route.Destination,
            Gateway = route.Gateway,
            InterfaceIndex = route.InterfaceIndex,
            Metric = route.Metric,
            Table = route.Table == 0 ? RouteSpec.MainTable : route.Table,
            Type = route.Refusal ?? RouteType.Unicast,
            IsOnLink = route.IsOnLink,
            Scope = route.Scope,
            Mtu = goes ? (ushort)0 : route.Mtu,
            PreferredSource = goes ? default : route.Source,
            ExpiresSeconds = goes ? 0 : route.ValidSeconds,
        };
    }

    private static KernelAddress Known(AddressInfo address) => new(address.InterfaceIndex, address.Prefix)
    {
        Scope = address.Scope,
        Label = address.Label,
        IsTagged = address.Protocol == HaVipMark.AddressProtocol,
        IsSecondary = address.IsSecondary,
    };

    /// <summary>An IPv6 route that refuses is said to lead to the loopback.</summary>
    private static KernelRoute Known(RouteInfo route)
    {
        var refuses = route.Type != RouteType.Unicast;
        return new KernelRoute(refuses ? 0 : route.InterfaceIndex, route.Destination, route.Gateway, route.Metric)
        {
            Table = route.Table == RouteSpec.MainTable ? 0 : route.Table,
            Refusal = refuses ? route.Type : null,
            Source = route.PreferredSource,
            Scope = route.Destination.Family == AddressFamily.IPv4 ? route.Scope : null,
        };
    }
}
