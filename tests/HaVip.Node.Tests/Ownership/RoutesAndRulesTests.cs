using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Interfaces;
using HaVip.Node.Kernel;
using HaVip.Node.Ownership;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Ownership;

public sealed class RoutesAndRulesTests : IDisposable
{
    private static readonly VirtualRule Rule = new()
    {
        Preference = 100,
        From = FakeKernel.Prefix("192.168.7.100/32"),
        Table = 100,
    };

    private readonly TestNode _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public void Rules_come_last_and_go_first()
    {
        var instance = TestNode.Seed("VI_1", "192.168.7.100/24") with
        {
            VirtualRoutes = [TestNode.Route("10.0.0.0/8", "192.168.7.1") with { Table = 100 }],
            VirtualRules = [Rule],
        };

        _node.Reconciler.Acquire(instance);
        _node.Reconciler.Acquire(instance);
        _node.Reconciler.Release("VI_1");

        Assert.Equal(
            [
                "add 192.168.7.100/24",
                "add route 10.0.0.0/8",
                "add rule 100: from 192.168.7.100/32 lookup 100",
                "remove rule 100: from 192.168.7.100/32 lookup 100",
                "remove route 10.0.0.0/8",
                "remove 192.168.7.100/24",
            ],
            _node.Kernel.Log);
    }

    [Fact]
    public void A_rule_without_prefixes_is_of_the_family_of_its_instance()
    {
        var instance = TestNode.Seed("VI_1", "fe80::7/64") with
        {
            VirtualRules = [new VirtualRule { Preference = 9, FirewallMark = 7, Action = RuleAction.Prohibit }],
        };

        _node.Reconciler.Acquire(instance);

        var rule = Assert.Single(_node.Kernel.Rules);
        Assert.Equal(AddressFamily.IPv6, rule.Family);
        Assert.Equal("rule 9: from all fwmark 7 prohibit", rule.ToString());
    }

    [Fact]
    public void A_route_is_leased_where_the_kernel_has_an_end_for_it()
    {
        var instance = TestNode.Seed("VI_1", "192.168.7.100/24") with
        {
            ExcludedAddresses = [TestNode.Address("fd00:7::100/64")],
            VirtualRoutes =
            [
                TestNode.Route("0.0.0.0/0", "192.168.7.1"),
                TestNode.Route("10.0.0.0/8", "192.168.7.1") with { Table = 100 },
                new VirtualRoute { Destination = FakeKernel.Prefix("10.9.0.0/16"), Type = RouteType.Blackhole },
                TestNode.Route("::/0", "fe80::1"),
                new VirtualRoute { Destination = FakeKernel.Prefix("fd00:9::/32"), Type = RouteType.Blackhole },
            ],
        };

        _node.Reconciler.Acquire(instance, 4);

        var virtualAddress = FakeKernel.Prefix("192.168.7.100/24").Address;
        Assert.Equal(
            [(virtualAddress, 0u), (default, 0u), (virtualAddress, 0u), (default, 4u), (default, 0u)],
            _node.Kernel.Routes.Select(route => (route.Source, route.ValidSeconds)));
        Assert.Equal([2, 2, 0, 2, 0], _node.Kernel.Routes.Select(route => route.InterfaceIndex));
    }

    [Fact]
    public void A_source_that_is_written_stays_with_a_lease()
    {
        var other = FakeKernel.Prefix("192.168.6.110/32").Address;
        var route = TestNode.Route("10.0.0.0/8", "192.168.7.1") with { Source = other, Mtu = 1400, OnLink = true };

        _node.Reconciler.Acquire(TestNode.Seed("VI_1", "192.168.7.100/24") with { VirtualRoutes = [route] }, 4);

        var added = Assert.Single(_node.Kernel.Routes);
        Assert.Equal((other, (ushort)1400, true), (added.Source, added.Mtu, added.IsOnLink));
    }

    [Fact]
    public void A_rule_of_somebody_else_is_told_and_stays()
    {
        _node.Kernel.Rules.Add(KernelRule.Of(Rule, AddressFamily.IPv4));

        _node.Reconciler.Acquire(TestNode.Seed("VI_1", "192.168.7.100/24") with { VirtualRules = [Rule] });
        _node.Reconciler.Release("VI_1");

        Assert.Single(_node.Kernel.Rules);
        Assert.Contains(_node.Lines, line => line.Contains("the same rule is there already and was not added by HaVip; it stays"));
    }

    [Fact]
    public void A_rule_and_a_route_that_others_remove_are_put_back_and_counted()
    {
        var instance = TestNode.Seed() with { VirtualRules = [Rule] };
        _node.Reconciler.Acquire(instance);
        var rule = Assert.Single(_node.Kernel.Rules);
        _node.Kernel.Rules.Clear();
        _node.Reconciler.Repair();

        Assert.Equal(rule, Assert.Single(_node.Kernel.Rules));
        Assert.Equal(["VI_1"], _node.Reconciler.PutBack);
        Assert.Contains(_node.Lines, line => line.Contains("rule 100: from 192.168.7.100/32 lookup 100 was removed by somebody else"));
    }

    [Fact]
    public void A_route_of_an_interface_that_is_down_is_left_until_it_is_up()
    {
        _node.Reconciler.Acquire(TestNode.Seed());
        _node.Kernel.Routes.Clear();
        _node.Interfaces.Set(new LinkFacts(2, "eth0", false, TestNode.Mac));
        _node.Reconciler.Repair();
        Assert.Empty(_node.Kernel.Routes);

        _node.Interfaces.Set(new LinkFacts(2, "eth0", true, TestNode.Mac));
        _node.Reconciler.Repair();
        Assert.Single(_node.Kernel.Routes);
    }

    [Fact]
    public void What_waits_for_an_interface_is_told_once_and_added_when_it_comes()
    {
        var instance = TestNode.Seed("VI_1", "192.168.7.100/24") with
        {
            ExcludedAddresses = [TestNode.Address("10.1.0.1/24") with { Interface = "eth7" }],
        };
        _node.Reconciler.Acquire(instance);
        _node.Reconciler.Repair();
        _node.Reconciler.Repair();
        Assert.True(_node.Reconciler.IsUnfinished);
        Assert.Single(_node.Lines, line => line.Contains("10.1.0.1/24 cannot be added: there is no interface eth7"));

        _node.Interfaces.Set(new LinkFacts(7, "eth7", true, TestNode.Mac));
        _node.Reconciler.Repair();

        Assert.True(_node.Kernel.Has("10.1.0.1/24"));
        Assert.False(_node.Reconciler.IsUnfinished);
        _node.Reconciler.Release("VI_1");
        Assert.Empty(_node.Kernel.Addresses);
    }

    [Fact]
    public void A_refused_route_is_tried_again()
    {
        _node.Kernel.Errors["0.0.0.0/0"] = Errno.ENETUNREACH;
        _node.Reconciler.Acquire(TestNode.Seed());
        _node.Kernel.Errors.Clear();
        _node.Reconciler.Repair();

        Assert.Single(_node.Kernel.Routes);
    }

    [Fact]
    public void A_sweep_takes_rules_and_routes_of_every_kind()
    {
        _node.Reconciler.Acquire(TestNode.Seed() with
        {
            VirtualRoutes =
            [
                TestNode.Route("10.0.0.0/8", "192.168.7.1") with { Table = 100 },
                new VirtualRoute { Destination = FakeKernel.Prefix("10.9.0.0/16"), Type = RouteType.Blackhole },
            ],
            VirtualRules = [Rule],
        });
        _node.Kernel.Rules.Add(KernelRule.Of(Rule with { Preference = 5 }, AddressFamily.IPv4));

        var sweep = new LeftoverSweep(_node.Kernel, _node.Journal().Read(), alone: false);
        sweep.Run(index => $"eth{index - 2}");

        Assert.Equal(5u, Assert.Single(_node.Kernel.Rules).Preference);
        Assert.Empty(_node.Kernel.Routes);
        Assert.Contains("the route blackhole 10.9.0.0/16", sweep.Removed);
        Assert.Contains("the rule 100: from 192.168.7.100/32 lookup 100", sweep.Removed);
    }

    [Fact]
    public void Address_options_reach_the_kernel_and_a_renewal_does_not_prolong_the_preference()
    {
        var address = TestNode.Address("192.168.7.100/32") with
        {
            Peer = FakeKernel.Prefix("192.168.7.1/24"),
            Broadcast = FakeKernel.Prefix("192.168.7.255/32").Address,
            NoPrefixRoute = true,
            PreferredLifetime = Duration.FromSeconds(3600),
        };
        _node.Reconciler.Acquire(TestNode.Seed("VI_1", "192.168.7.9/24") with { VirtualAddresses = [address] }, 4);

        var added = Assert.Single(_node.Kernel.Addresses);
        Assert.Equal("192.168.7.100/24", added.Prefix.ToString());
        Assert.Equal("192.168.7.1", added.Peer.ToString());
        Assert.Equal("192.168.7.255", added.Broadcast.ToString());
        Assert.True(added is { NoPrefixRoute: true, PreferredSeconds: 3600, ValidSeconds: 4 });
        Assert.NotNull(Assert.Single(_node.Reconciler.Addresses).PreferredUntil);
    }

    [Fact]
    public void A_changed_preference_is_carried_out_in_place()
    {
        var instance = TestNode.Seed("VI_1", "192.168.7.100/24");
        _node.Reconciler.Acquire(instance);
        _node.Kernel.Log.Clear();

        _node.Reconciler.Acquire(instance with
        {
            VirtualAddresses = [TestNode.Address("192.168.7.100/24") with { PreferredLifetime = Duration.Zero }],
        });

        Assert.Equal([$"renew 192.168.7.100/24 {AddressInfo.Forever}"], _node.Kernel.Log);
    }
}
