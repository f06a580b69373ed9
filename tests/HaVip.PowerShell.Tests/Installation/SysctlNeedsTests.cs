using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.PowerShell.Installation;
using Settings = HaVip.Core.Configuration;

namespace HaVip.PowerShell.Tests.Installation;

public sealed class SysctlNeedsTests
{
    [Fact]
    public void Addresses_of_one_interface_need_to_be_bound_and_nothing_else()
    {
        Assert.Equal(["net.ipv4.ip_nonlocal_bind=1"], Needs(Instance("eth0", "192.168.7.100/24")));
        Assert.Equal(["net.ipv6.ip_nonlocal_bind=1"], Needs(Instance("eth0", "fe80::1/64", "fd00::1/64")));
        Assert.Equal(
            ["net.ipv4.ip_nonlocal_bind=1", "net.ipv6.ip_nonlocal_bind=1"],
            Needs(Instance("eth0", "192.168.7.100/24"), Instance("eth0", "fe80::1/64")));
        Assert.Empty(Needs());
    }

    [Fact]
    public void Addresses_of_several_interfaces_need_ARP_of_their_own()
    {
        var needs = Needs(Instance("eth0", "192.168.7.100/24"), Instance("eth1.20", "10.0.0.1/24"));

        Assert.Equal(
            [
                "net.ipv4.ip_nonlocal_bind=1",
                "net.ipv4.conf.eth0.arp_ignore=1", "net.ipv4.conf.eth0.arp_announce=2",
                "net.ipv4.conf.eth1/20.arp_ignore=1", "net.ipv4.conf.eth1/20.arp_announce=2",
            ],
            needs);
    }

    [Fact]
    public void IPv6_on_another_interface_needs_no_ARP() =>
        Assert.DoesNotContain(
            Needs(Instance("eth0", "192.168.7.100/24"), Instance("eth1", "fe80::1/64")), need => need.Contains("arp"));

    [Fact]
    public void A_route_by_another_interface_needs_requests_to_get_past_the_filter()
    {
        var instance = Instance("eth0", "192.168.7.100/24") with
        {
            VirtualRoutes = [new VirtualRoute { Destination = Prefix("0.0.0.0/0"), Interface = "eth1" }],
        };

        var need = Assert.Single(Of(instance), need => need.Key.Contains("rp_filter"));

        Assert.Equal(("net.ipv4.conf.eth0.rp_filter", "2"), (need.Key, need.Value));
        Assert.Contains("eth1", need.Reason);
        Assert.False(need.IsMet("1", "0"));
        Assert.False(need.IsMet("0", "1"));
        Assert.True(need.IsMet("0", "0"));
        Assert.True(need.IsMet("1", "2"));
    }

    [Fact]
    public void One_subnet_on_two_interfaces_needs_requests_to_get_past_the_filter() =>
        Assert.Equal(
            ["net.ipv4.conf.eth0.rp_filter=2", "net.ipv4.conf.eth1.rp_filter=2"],
            Needs(Instance("eth0", "192.168.7.100/24"), Instance("eth1", "192.168.7.101/24")).Where(n => n.Contains("rp_filter")));

    [Fact]
    public void A_stricter_value_than_needed_stays()
    {
        var need = Of(Instance("eth0", "192.168.7.100/24"), Instance("eth1", "10.0.0.1/24"))[1];
        Assert.Equal("net.ipv4.conf.eth0.arp_ignore", need.Key);
        Assert.False(need.IsMet("0", "0"));
        Assert.True(need.IsMet("1", "0"));
        Assert.True(need.IsMet("2", "0"));
        Assert.True(need.IsMet("0", "1"));
        Assert.False(need.IsMet("8", "0"));
    }

    [Fact]
    public void Every_need_has_its_reason() =>
        Assert.All(
            Of(Instance("eth0", "192.168.7.100/24"), Instance("eth1", "192.168.7.101/24")),
            need => Assert.NotEmpty(need.Reason));

    private static IReadOnlyList<SysctlNeed> Of(params Settings.InstanceConfiguration[] instances) =>
        SysctlNeeds.Of(new Settings.NodeConfiguration { Instances = instances });

    private static IEnumerable<string> Needs(params Settings.InstanceConfiguration[] instances) =>
        Of(instances).Select(need => $"{need.Key}={need.Value}");

    private static Settings.InstanceConfiguration Instance(string interfaceName, params string[] addresses) => new()
    {
        Name = "VI_1",
        Interface = interfaceName,
        VirtualRouterId = 1,
        VirtualAddresses = [.. addresses.Select(address => new Settings.VirtualAddress(Prefix(address)))],
    };

    private static IpPrefix Prefix(string text) =>
        IpPrefix.TryParse(text, out var prefix) ? prefix : throw new FormatException(text);
}
