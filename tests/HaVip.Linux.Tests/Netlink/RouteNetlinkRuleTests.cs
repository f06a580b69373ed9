using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Linux.Netlink;
using static HaVip.Linux.Tests.NamespacePair;

namespace HaVip.Linux.Tests.Netlink;

public sealed class RouteNetlinkRuleTests : IDisposable
{
    private readonly NamespacePair _pair = new();
    private readonly RouteNetlink _netlink;
    private readonly RuleSpec _rule = new()
    {
        Family = AddressFamily.IPv4,
        Preference = 1000,
        From = Prefix("192.168.6.0/24"),
        To = Prefix("10.0.0.0/8"),
        InputInterface = "eth9",
        OutputInterface = "eth8",
        FirewallMark = 16,
        Table = 1000,
    };

    public RouteNetlinkRuleTests() => _netlink = In(_pair.First, () => new RouteNetlink());

    public void Dispose()
    {
        _netlink.Dispose();
        _pair.Dispose();
    }

    [Fact]
    public void Rule_is_added_read_back_and_removed()
    {
        Assert.True(Change(NetlinkOperation.Add, _rule).Succeeded);

        Assert.Contains("from 192.168.6.0/24 to 10.0.0.0/8 fwmark 0x10 iif eth9", Ip(_pair.First, "rule", "show", "pref", "1000"));
        Assert.Equal(_rule, Assert.Single(_netlink.DumpRules(HaVipMark.RouteProtocol)));
        Assert.True(Change(NetlinkOperation.Add, _rule).WasPresent);
        Assert.True(Change(NetlinkOperation.Remove, _rule).Succeeded);
        Assert.Equal(Errno.ENOENT, Change(NetlinkOperation.Remove, _rule).ErrorNumber);
    }

    [Theory]
    [InlineData(AddressFamily.IPv4, RuleAction.Blackhole)]
    [InlineData(AddressFamily.IPv6, RuleAction.Unreachable)]
    [InlineData(AddressFamily.IPv6, RuleAction.Prohibit)]
    public void Rule_that_refuses_has_no_table(AddressFamily family, RuleAction action)
    {
        var rule = new RuleSpec { Family = family, Preference = 7, FirewallMark = 1, Action = action };

        Assert.True(Change(NetlinkOperation.Add, rule).Succeeded);

        Assert.Equal(rule, Assert.Single(_netlink.DumpRules(HaVipMark.RouteProtocol)));
        Assert.True(Change(NetlinkOperation.Remove, rule).Succeeded);
    }

    [Fact]
    public void Rule_of_somebody_else_is_not_removed()
    {
        Ip(_pair.First, "rule", "add", "from", "192.168.6.0/24", "lookup", "100", "pref", "5");
        var same = new RuleSpec
        {
            Family = AddressFamily.IPv4,
            Preference = 5,
            From = Prefix("192.168.6.0/24"),
            Table = 100,
        };

        Assert.Equal(Errno.ENOENT, Change(NetlinkOperation.Remove, same).ErrorNumber);
        Assert.True(Change(NetlinkOperation.Add, same).Succeeded, "the kernel tells rules apart by who added them, too");
        Assert.True(Change(NetlinkOperation.Remove, same).Succeeded);

        Assert.Contains("from 192.168.6.0/24", Ip(_pair.First, "rule", "show", "pref", "5"));
    }

    [Fact]
    public void Monitor_reports_a_rule_that_goes()
    {
        using var monitor = In(_pair.First, () => new RouteNetlinkMonitor());
        Change(NetlinkOperation.Add, _rule);
        Ip(_pair.First, "rule", "del", "pref", "1000");
        var changes = new List<NetworkChange>();

        Eventually.True(
            () => monitor.Read(changes) >= 0 && changes.Exists(change =>
                change.Kind == NetworkChangeKind.RuleRemoved && change.Rule == _rule),
            "the rule's end is reported");
    }

    private NetlinkResult Change(NetlinkOperation operation, in RuleSpec rule)
    {
        var results = new NetlinkResult[1];
        _netlink.Apply(operation, [rule], results);
        return results[0];
    }
}
