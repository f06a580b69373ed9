using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Linux.Netlink;
using static HaVip.Linux.Tests.NamespacePair;

namespace HaVip.Linux.Tests.Netlink;

public sealed class RouteNetlinkAddressTests : IDisposable
{
    private readonly NamespacePair _pair = new();
    private readonly RouteNetlink _netlink;
    private readonly int _eth0;

    public RouteNetlinkAddressTests()
    {
        _netlink = In(_pair.First, () => new RouteNetlink());
        _eth0 = _netlink.FindLink("eth0")!.Index;
    }

    public void Dispose()
    {
        _netlink.Dispose();
        _pair.Dispose();
    }

    [Fact]
    public void Links_are_told_with_name_state_and_kind()
    {
        var links = _netlink.DumpLinks();

        var loopback = links.Single(link => link.Name == "lo");
        Assert.True(loopback is { Index: 1, IsLoopback: true, IsUp: true, Kind: null });
        var cable = links.Single(link => link.Name == "eth0");
        Assert.True(cable is { IsUsable: true, Mtu: 1500, Kind: "veth", HardwareType: LinkInfo.EthernetType });
        Assert.Contains($"link/ether {cable.MacAddress} ", Ip(_pair.First, "link", "show", "eth0"), StringComparison.Ordinal);
        Assert.Null(_netlink.FindLink("eth7"));
    }

    [Fact]
    public void Broadcast_peer_and_missing_network_route_are_as_asked()
    {
        var point = Wanted("192.168.9.1/32") with { Peer = Address("192.168.9.2") };
        _netlink.ReplaceAddress(Wanted("192.168.8.100/24") with { Broadcast = Address("192.168.8.255"), NoPrefixRoute = true });
        _netlink.ReplaceAddress(point);

        var shown = Ip(_pair.First, "address", "show", "eth0");
        Assert.Contains("inet 192.168.8.100/24 brd 192.168.8.255", shown, StringComparison.Ordinal);
        Assert.Contains("noprefixroute", shown, StringComparison.Ordinal);
        Assert.Contains("inet 192.168.9.1 peer 192.168.9.2/32", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("192.168.8.0/24", Ip(_pair.First, "route", "show"), StringComparison.Ordinal);
        NetlinkResult[] results = [default];
        Assert.Equal(0, _netlink.Apply(NetlinkOperation.Remove, [point], results));
        Assert.True(results[0].Succeeded);
    }

    [Fact]
    public void Address_is_added_as_asked_and_ip_shows_it_so()
    {
        _netlink.ReplaceAddress(Wanted("192.168.8.100/24") with { Label = "eth0:vip", Scope = AddressScope.Link });
        _netlink.ReplaceAddress(Wanted("192.168.7.100/24"));
        _netlink.ReplaceAddress(Wanted("192.168.7.101/24"));

        var shown = Ip(_pair.First, "address", "show", "eth0");
        // Newer versions of ip show the protocol too.
        Assert.Matches("inet 192.168.8.100/24 scope link (proto 0x70 )?eth0:vip\n", shown);
        Assert.Matches("inet 192.168.7.100/24 scope global (proto 0x70 )?eth0\n", shown);
        Assert.Matches("inet 192.168.7.101/24 scope global secondary (proto 0x70 )?eth0\n", shown);
        var found = Found("192.168.8.100/24")!;
        Assert.True(found is { Label: "eth0:vip", Scope: AddressScope.Link, ValidSeconds: AddressInfo.Forever });
        Assert.Equal(HaVipMark.AddressProtocol, found.Protocol);
        Assert.Equal(_eth0, found.InterfaceIndex);
        Assert.Equal("eth0", Found("192.168.7.100/24")!.Label);
    }

    [Fact]
    public void Second_address_of_a_prefix_is_secondary()
    {
        _netlink.ReplaceAddress(Wanted("192.168.7.100/24"));
        _netlink.ReplaceAddress(Wanted("192.168.7.101/24"));

        Assert.False(Found("192.168.7.100/24")!.IsSecondary);
        Assert.True(Found("192.168.7.101/24")!.IsSecondary);
    }

    [Fact]
    public void Replacing_renews_the_lifetime_and_the_owner()
    {
        _netlink.ReplaceAddress(Wanted("192.168.7.100/24") with { Protocol = 0, ValidSeconds = 100, PreferredSeconds = 50 });
        Assert.True(Found("192.168.7.100/24") is { Protocol: 0, ValidSeconds: <= 100 and > 80, PreferredSeconds: <= 50 });

        _netlink.ReplaceAddress(Wanted("192.168.7.100/24") with { ValidSeconds = 200, PreferredSeconds = 0 });
        var renewed = Found("192.168.7.100/24")!;
        Assert.True(renewed is { ValidSeconds: <= 200 and > 180, PreferredSeconds: 0 });
        Assert.Equal(HaVipMark.AddressProtocol, renewed.Protocol);

        _netlink.ReplaceAddress(Wanted("192.168.7.100/24"));
        Assert.Equal(AddressInfo.Forever, Found("192.168.7.100/24")!.ValidSeconds);
    }

    [Fact]
    public void Address_with_a_lifetime_goes_by_itself_and_takes_its_routes_along()
    {
        _netlink.ReplaceAddress(Wanted("192.168.7.100/24") with { ValidSeconds = 1, PreferredSeconds = 1 });
        _netlink.ReplaceRoute(new RouteSpec
        {
            Destination = Prefix("0.0.0.0/0"),
            Gateway = Address("192.168.6.120"),
            InterfaceIndex = _eth0,
            PreferredSource = Address("192.168.7.100"),
        });

        Eventually.True(() => Found("192.168.7.100/24") is null, "the address gone");
        Assert.Empty(_netlink.DumpRoutes(AddressFamily.IPv4, protocol: HaVipMark.RouteProtocol));
    }

    [Fact]
    public void Adding_what_is_there_and_removing_what_is_not_are_answers_not_faults()
    {
        Assert.True(_netlink.AddAddress(Wanted("192.168.7.100/24")));
        Assert.False(_netlink.AddAddress(Wanted("192.168.7.100/24")));
        Assert.True(_netlink.RemoveAddress(_eth0, Prefix("192.168.7.100/24")));
        Assert.False(_netlink.RemoveAddress(_eth0, Prefix("192.168.7.100/24")));
        Assert.False(_netlink.RemoveAddress(9999, Prefix("192.168.7.100/24")));
        Assert.False(_netlink.RemoveAddress(_eth0, Prefix("2001:db8::1/64")));
        Assert.DoesNotContain("192.168.7.", Ip(_pair.First, "address"), StringComparison.Ordinal);
    }

    [Fact]
    public void Removing_another_prefix_length_leaves_the_address()
    {
        _netlink.ReplaceAddress(Wanted("192.168.7.100/24"));

        Assert.False(_netlink.RemoveAddress(_eth0, Prefix("192.168.7.100/32")));

        Assert.NotNull(Found("192.168.7.100/24"));
    }

    [Fact]
    public void Refused_address_says_what_was_attempted_and_why()
    {
        var fault = Assert.Throws<LinuxException>(() =>
            _netlink.ReplaceAddress(Wanted("192.168.7.100/24") with { InterfaceIndex = 9999 }));

        Assert.Equal(Errno.ENODEV, fault.ErrorNumber);
        Assert.Contains("set 192.168.7.100/24 on interface 9999", fault.Message, StringComparison.Ordinal);
        Assert.Contains("No such device", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IPv6_address_is_usable_at_once_without_duplicate_detection()
    {
        var address = Wanted("2001:db8::100/128") with { NoDuplicateDetection = true, PreferredSeconds = 0, ValidSeconds = 60 };

        _netlink.ReplaceAddress(address);
        _netlink.ReplaceAddress(address);

        var found = Found("2001:db8::100/128")!;
        Assert.True(found is { IsTentative: false, HasFailedDetection: false, PreferredSeconds: 0, ValidSeconds: <= 60 });
        Assert.Equal(HaVipMark.AddressProtocol, found.Protocol);
        Assert.True(_netlink.RemoveAddress(_eth0, address.Prefix));
    }

    [Fact]
    public void Batch_of_255_addresses_is_added_renewed_and_removed()
    {
        var addresses = Enumerable.Range(1, 255)
            .Select(number => Wanted($"10.1.{number / 200}.{number % 200 + 1}/32"))
            .ToArray();
        var results = new NetlinkResult[addresses.Length];

        Assert.Equal(0, _netlink.Apply(NetlinkOperation.Add, addresses, results));
        Assert.Equal(255, Ours());
        Assert.Equal(0, _netlink.Apply(NetlinkOperation.Replace, addresses, results));
        Assert.Equal(255, _netlink.Apply(NetlinkOperation.Add, addresses, results));
        Assert.All(results, result => Assert.True(result.WasPresent));
        Assert.Equal(0, _netlink.Apply(NetlinkOperation.Remove, addresses, results));
        Assert.All(results, result => Assert.True(result.Succeeded));
        Assert.Equal(0, Ours());
        Assert.Equal(0, _netlink.Apply(NetlinkOperation.Remove, addresses, results));
        Assert.All(results, result => Assert.True(result.WasAbsent));
    }

    [Fact]
    public void One_refused_in_a_batch_does_not_stop_the_others()
    {
        AddressSpec[] addresses =
        [
            Wanted("192.168.7.100/24"), Wanted("192.168.7.101/24") with { InterfaceIndex = 9999 }, Wanted("192.168.7.102/24"),
        ];
        var results = new NetlinkResult[3];

        Assert.Equal(1, _netlink.Apply(NetlinkOperation.Replace, addresses, results));

        Assert.Equal([0, Errno.ENODEV, 0], results.Select(result => result.ErrorNumber));
        Assert.NotNull(Found("192.168.7.102/24"));
    }

    [Fact]
    public void Renewing_allocates_nothing()
    {
        AddressSpec[] addresses = [Wanted("192.168.7.100/24"), Wanted("192.168.7.101/24")];
        var results = new NetlinkResult[2];
        long before = 0;
        for (var round = 0; round < 60; round++)
        {
            // The first rounds load code.
            if (round == 30) before = GC.GetAllocatedBytesForCurrentThread();
            _netlink.Apply(NetlinkOperation.Replace, addresses, results);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Dump_is_limited_to_family_and_interface()
    {
        Assert.All(_netlink.DumpAddresses(AddressFamily.IPv4), address => Assert.Equal(AddressFamily.IPv4, address.Prefix.Family));
        Assert.All(_netlink.DumpAddresses(interfaceIndex: 1), address => Assert.True(address.Prefix.Address.IsLoopback));
        Assert.Equal(2, _netlink.DumpAddresses(interfaceIndex: 1).Count);
        Assert.Equal(Prefix("127.0.0.1/8"), Assert.Single(_netlink.DumpAddresses(AddressFamily.IPv4, 1)).Prefix);
    }

    [Theory]
    [InlineData("192.168.7.100/24")]
    [InlineData("fd00:7::100/64")]
    [InlineData("fe80::7:100/64")]
    public void Address_that_is_there_is_soon_local_and_one_that_has_gone_is_not(string prefix)
    {
        var address = Wanted(prefix) with { NoDuplicateDetection = true };
        Assert.False(_netlink.IsLocal(address.Prefix.Address, _eth0));

        Assert.True(_netlink.AddAddress(address));

        Eventually.True(() => _netlink.IsLocal(address.Prefix.Address, _eth0), $"{prefix} is local");
        Assert.True(_netlink.RemoveAddress(_eth0, address.Prefix));
        Assert.False(_netlink.IsLocal(address.Prefix.Address, _eth0));
    }

    private AddressSpec Wanted(string prefix) => new() { InterfaceIndex = _eth0, Prefix = Prefix(prefix) };

    private AddressInfo? Found(string prefix) =>
        _netlink.DumpAddresses().SingleOrDefault(address => address.Prefix == Prefix(prefix));

    private int Ours() =>
        _netlink.DumpAddresses(AddressFamily.IPv4, _eth0).Count(address => address.Protocol == HaVipMark.AddressProtocol);
}
