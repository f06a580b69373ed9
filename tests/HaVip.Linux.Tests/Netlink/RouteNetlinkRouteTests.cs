using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Linux.Netlink;
using static HaVip.Linux.Tests.NamespacePair;

namespace HaVip.Linux.Tests.Netlink;

public sealed class RouteNetlinkRouteTests : IDisposable
{
    private readonly NamespacePair _pair = new();
    private readonly RouteNetlink _netlink;
    private readonly RouteSpec _default;

    public RouteNetlinkRouteTests()
    {
        _netlink = In(_pair.First, () => new RouteNetlink());
        _default = new RouteSpec
        {
            Destination = Prefix("0.0.0.0/0"),
            Gateway = Address("192.168.6.1"),
            InterfaceIndex = _netlink.FindLink("eth0")!.Index,
        };
    }

    public void Dispose()
    {
        _netlink.Dispose();
        _pair.Dispose();
    }

    [Fact]
    public void Default_route_is_added_and_removed()
    {
        _netlink.ReplaceRoute(_default);
        _netlink.ReplaceRoute(_default);

        Assert.Equal("default via 192.168.6.1 dev eth0 proto 112", Shown());
        var found = Assert.Single(_netlink.DumpRoutes(AddressFamily.IPv4, RouteSpec.MainTable, HaVipMark.RouteProtocol));
        Assert.Equal(_default.Destination, found.Destination);
        Assert.Equal(_default.Gateway, found.Gateway);
        Assert.Equal(_default.InterfaceIndex, found.InterfaceIndex);
        Assert.True(found is { Type: RouteType.Unicast, IsOnLink: false, IsMultipath: false, Metric: 0, Scope: AddressScope.Global });

        Assert.True(_netlink.RemoveRoute(_default));
        Assert.False(_netlink.RemoveRoute(_default));
        Assert.Equal("", Shown());
    }

    [Fact]
    public void Route_of_somebody_else_is_not_removed_and_not_added_over()
    {
        Ip(_pair.First, "route", "add", "default", "via", "192.168.6.1");

        Assert.False(_netlink.AddRoute(_default));
        Assert.False(_netlink.RemoveRoute(_default));

        Assert.Equal("default via 192.168.6.1 dev eth0", Shown());
    }

    [Fact]
    public void Route_through_another_gateway_is_not_removed()
    {
        _netlink.ReplaceRoute(_default);

        Assert.False(_netlink.RemoveRoute(_default with { Gateway = Address("192.168.6.2") }));

        Assert.NotEqual("", Shown());
    }

    [Fact]
    public void Source_metric_table_and_onlink_are_as_asked()
    {
        var route = _default with
        {
            Destination = Prefix("10.9.0.0/16"),
            Gateway = Address("172.31.255.1"),
            IsOnLink = true,
            Metric = 77,
            Table = 1000,
            PreferredSource = FirstAddress,
        };

        Assert.True(_netlink.AddRoute(route));

        var shown = Ip(_pair.First, "route", "show", "table", "1000").Trim();
        Assert.Equal("10.9.0.0/16 via 172.31.255.1 dev eth0 proto 112 src 192.168.6.110 metric 77 onlink", shown);
        var found = Assert.Single(_netlink.DumpRoutes(AddressFamily.IPv4, 1000));
        Assert.True(found is { Metric: 77, Table: 1000, IsOnLink: true });
        Assert.Equal(FirstAddress, found.PreferredSource);
        Assert.True(_netlink.RemoveRoute(route));
    }

    [Fact]
    public void Link_route_and_IPv6_route_work_too()
    {
        var link = _default with { Destination = Prefix("10.9.0.0/16"), Gateway = default };
        var six = _default with { Destination = Prefix("::/0"), Gateway = LinkLocalOf(_pair.Second) };

        _netlink.ReplaceRoute(link);
        _netlink.ReplaceRoute(six);

        var found = _netlink.DumpRoutes(protocol: HaVipMark.RouteProtocol);
        Assert.Equal(2, found.Count);
        Assert.Contains(found, route => route.Destination == link.Destination && route.Scope == AddressScope.Link);
        Assert.Contains(found, route => route.Destination == six.Destination && route.Gateway == six.Gateway);
        Assert.True(_netlink.RemoveRoute(link));
        Assert.True(_netlink.RemoveRoute(six));
    }

    [Theory]
    [InlineData("10.9.0.0/16", RouteType.Blackhole)]
    [InlineData("10.9.0.0/16", RouteType.Prohibit)]
    [InlineData("2001:db8:9::/48", RouteType.Unreachable)]
    public void Route_that_refuses_leads_over_no_interface(string destination, RouteType type)
    {
        var route = new RouteSpec { Destination = Prefix(destination), InterfaceIndex = 0, Type = type, Table = 300 };

        Assert.True(_netlink.AddRoute(route));

        var found = Assert.Single(_netlink.DumpRoutes(protocol: HaVipMark.RouteProtocol));
        Assert.Equal((type, 300u, route.Destination), (found.Type, found.Table, found.Destination));
        Assert.True(_netlink.RemoveRoute(route));
        Assert.False(_netlink.RemoveRoute(route));
    }

    [Fact]
    public void Largest_packet_and_scope_are_as_asked()
    {
        var route = _default with { Destination = Prefix("10.9.0.0/16"), Mtu = 1400 };
        var near = _default with { Destination = Prefix("10.8.0.0/16"), Gateway = default, Scope = AddressScope.Site };

        Assert.True(_netlink.AddRoute(route));
        Assert.True(_netlink.AddRoute(near));

        Assert.Contains("mtu 1400", Ip(_pair.First, "route", "show", "10.9.0.0/16"), StringComparison.Ordinal);
        Assert.Contains("scope site", Ip(_pair.First, "route", "show", "10.8.0.0/16"), StringComparison.Ordinal);
        Assert.True(_netlink.RemoveRoute(route with { Mtu = 0 }));
        Assert.True(_netlink.RemoveRoute(near));
    }

    [Fact]
    public void Refused_route_carries_the_words_of_the_kernel()
    {
        var fault = Assert.Throws<LinuxException>(() =>
            _netlink.ReplaceRoute(_default with { Gateway = Address("203.0.113.1") }));

        Assert.Equal(Errno.ENETUNREACH, fault.ErrorNumber);
        Assert.Contains("set route default via 203.0.113.1", fault.Message, StringComparison.Ordinal);
        Assert.Contains("gateway", fault.Detail!, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_that_does_not_exist_is_empty()
    {
        Assert.Empty(_netlink.DumpRoutes(AddressFamily.IPv4, 4321));
        Assert.Empty(_netlink.DumpRoutes(AddressFamily.IPv4, 99));
    }

    private string Shown() => Ip(_pair.First, "route", "show", "default").Trim();
}
