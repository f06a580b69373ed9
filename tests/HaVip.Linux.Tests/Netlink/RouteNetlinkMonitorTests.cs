using HaVip.Core.Values;
using HaVip.Linux.Netlink;
using static HaVip.Linux.Tests.NamespacePair;

namespace HaVip.Linux.Tests.Netlink;

public sealed class RouteNetlinkMonitorTests : IDisposable
{
    private readonly NamespacePair _pair = new();
    private readonly List<NetworkChange> _changes = [];

    public void Dispose() => _pair.Dispose();

    [Fact]
    public void Changes_are_reported_in_order()
    {
        using var monitor = In(_pair.First, () => new RouteNetlinkMonitor());

        Ip(_pair.First, "address", "add", "192.168.7.100/24", "dev", "eth0");
        Ip(_pair.First, "route", "add", "default", "via", "192.168.6.1");
        Ip(_pair.First, "route", "delete", "default");
        Ip(_pair.First, "address", "delete", "192.168.7.100/24", "dev", "eth0");

        Await(monitor, NetworkChangeKind.AddressAdded, change => change.Address!.Prefix == Prefix("192.168.7.100/24"));
        Await(monitor, NetworkChangeKind.RouteAdded, change => change.Route!.Gateway == Address("192.168.6.1"));
        Await(monitor, NetworkChangeKind.RouteRemoved, change => change.Route!.Gateway == Address("192.168.6.1"));
        Await(monitor, NetworkChangeKind.AddressRemoved, change => change.Address!.Prefix == Prefix("192.168.7.100/24"));
    }

    [Fact]
    public void Carrier_lost_by_the_other_end_is_seen()
    {
        using var monitor = In(_pair.First, () => new RouteNetlinkMonitor());

        Ip(_pair.Second, "link", "set", "eth0", "down");
        Await(monitor, NetworkChangeKind.LinkChanged, change => change.Link is { Name: "eth0", IsUp: true, IsUsable: false });

        Ip(_pair.Second, "link", "set", "eth0", "up");
        Await(monitor, NetworkChangeKind.LinkChanged, change => change.Link is { Name: "eth0", IsUsable: true });
    }

    [Fact]
    public void Interface_removed_is_seen()
    {
        var index = _pair.FirstIndex;
        using var monitor = In(_pair.First, () => new RouteNetlinkMonitor());

        Ip(_pair.First, "link", "delete", "eth0");

        Await(monitor, NetworkChangeKind.LinkRemoved, change => change.Link!.Index == index);
    }

    [Fact]
    public void Port_leaving_its_bridge_is_not_an_interface_removed()
    {
        Ip(_pair.First, "link", "add", "br0", "type", "bridge");
        Ip(_pair.First, "link", "set", "eth0", "master", "br0");
        using var monitor = In(_pair.First, () => new RouteNetlinkMonitor());

        Ip(_pair.First, "link", "set", "eth0", "nomaster");

        Await(monitor, NetworkChangeKind.LinkChanged, change => change.Link is { Name: "eth0", MasterIndex: 0 });
        Assert.DoesNotContain(_changes, change => change.Kind == NetworkChangeKind.LinkRemoved);
    }

    [Fact]
    public void Without_routes_only_links_and_addresses_come()
    {
        using var monitor = In(_pair.First, () => new RouteNetlinkMonitor(includeRoutes: false));

        Ip(_pair.First, "address", "add", "192.168.7.100/24", "dev", "eth0");
        Ip(_pair.First, "route", "add", "default", "via", "192.168.6.1");
        Ip(_pair.First, "address", "delete", "192.168.7.100/24", "dev", "eth0");

        Await(monitor, NetworkChangeKind.AddressRemoved, change => change.Address!.Prefix == Prefix("192.168.7.100/24"));
        Assert.DoesNotContain(_changes, change => change.Route is not null);
    }

    [Fact]
    public void Lost_reports_ask_for_a_new_dump()
    {
        using var monitor = In(_pair.First, () => new RouteNetlinkMonitor());
        using var netlink = In(_pair.First, () => new RouteNetlink());
        var eth0 = netlink.FindLink("eth0")!.Index;
        var addresses = Enumerable.Range(0, 250)
            .Select(number => new AddressSpec { InterfaceIndex = eth0, Prefix = Prefix($"10.1.0.{number}/32") })
            .ToArray();
        var results = new NetlinkResult[addresses.Length];

        for (var round = 0; round < 40; round++) netlink.Apply(NetlinkOperation.Replace, addresses, results);

        Await(monitor, NetworkChangeKind.Overrun, _ => true);
    }

    [Fact]
    public void Nothing_to_report_does_not_block()
    {
        using var monitor = In(_pair.First, () => new RouteNetlinkMonitor());
        while (monitor.Read(_changes) > 0)
        {
        }

        using var epoll = new Epoll();
        epoll.Add(monitor.Descriptor, EpollEvents.Readable, 7);
        var ready = new EpollReady[4];
        Ip(_pair.First, "address", "add", "192.168.7.100/24", "dev", "eth0");

        Assert.Equal(1, epoll.Wait(ready, Duration.FromSeconds(20)));
        Assert.Equal(new EpollReady(7, EpollEvents.Readable), ready[0]);
    }

    private void Await(RouteNetlinkMonitor monitor, NetworkChangeKind kind, Predicate<NetworkChange> matches)
    {
        var from = 0;
        Eventually.True(
            () =>
            {
                monitor.Read(_changes);
                from = _changes.FindIndex(change => change.Kind == kind && matches(change));
                return from >= 0;
            },
            $"a report of {kind}");

        // What comes later must be later.
        _changes.RemoveRange(0, from + 1);
    }
}
