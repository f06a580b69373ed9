using HaVip.PowerShell.Checks.Firewall;

namespace HaVip.PowerShell.Tests.Checks;

public sealed class RulesetTests
{
    private const string Accept = """{"accept":null}""";
    private const string Drop = """{"drop":null}""";

    [Theory]
    [InlineData("""{"match":{"op":"==","left":{"payload":{"protocol":"ip","field":"protocol"}},"right":"vrrp"}}""")]
    [InlineData("""{"match":{"op":"==","left":{"payload":{"protocol":"ip","field":"protocol"}},"right":112}}""")]
    [InlineData("""{"match":{"op":"==","left":{"meta":{"key":"l4proto"}},"right":{"set":["tcp",112]}}}""")]
    [InlineData("""{"match":{"op":"!=","left":{"meta":{"key":"l4proto"}},"right":{"set":["tcp","udp"]}}}""")]
    [InlineData("""{"match":{"op":"==","left":{"payload":{"protocol":"ip","field":"daddr"}},"right":{"prefix":{"addr":"224.0.0.0","len":4}}}}""")]
    [InlineData("""{"match":{"op":"==","left":{"meta":{"key":"iifname"}},"right":"eth*"}}""")]
    [InlineData("""{"match":{"op":"in","left":{"ct":{"key":"state"}},"right":["invalid","new"]}}""")]
    public void A_rule_about_advertisements_that_drops_them_is_found(string match) =>
        Assert.Equal(FilterVerdict.Drops, Judge("accept", $"{match},{Drop}"));

    [Theory]
    [InlineData("""{"match":{"op":"==","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":22}}""")]
    [InlineData("""{"match":{"op":"==","left":{"meta":{"key":"iifname"}},"right":"eth1"}}""")]
    [InlineData("""{"match":{"op":"==","left":{"meta":{"key":"oifname"}},"right":"eth0"}}""")]
    [InlineData("""{"match":{"op":"==","left":{"payload":{"protocol":"ip6","field":"nexthdr"}},"right":"vrrp"}}""")]
    [InlineData("""{"match":{"op":"in","left":{"ct":{"key":"state"}},"right":["established","related"]}}""")]
    [InlineData("""{"match":{"op":"==","left":{"payload":{"protocol":"ip","field":"ttl"}},"right":{"range":[1,254]}}}""")]
    public void A_rule_about_something_else_changes_nothing(string match)
    {
        Assert.Equal(FilterVerdict.Passes, Judge("accept", $"{match},{Drop}"));
        Assert.Equal(FilterVerdict.Drops, Judge("drop", $"{match},{Accept}"));
    }

    [Fact]
    public void A_rule_that_depends_on_what_is_not_known_is_unclear_unless_the_end_is_the_same()
    {
        const string Source = """{"match":{"op":"==","left":{"payload":{"protocol":"ip","field":"saddr"}},"right":"192.168.6.120"}}""";
        Assert.Equal(FilterVerdict.Unclear, Judge("drop", $"{Source},{Accept}"));
        Assert.Equal(FilterVerdict.Unclear, Judge("accept", $"{Source},{Drop}"));
        Assert.Equal(FilterVerdict.Passes, Judge("accept", $"{Source},{Accept}"));
        Assert.Equal(FilterVerdict.Unclear, Judge("accept", """{"xt":null}"""));
    }

    [Fact]
    public void The_policy_decides_last_and_chains_are_called()
    {
        Assert.Equal(FilterVerdict.Drops, Judge("drop"));
        Assert.Equal(FilterVerdict.Drops, Judge("accept", """{"jump":{"target":"other"}}"""));
        Assert.Equal(FilterVerdict.Passes, Judge("drop", Accept, Drop));
    }

    [Fact]
    public void A_rule_for_one_peer_lets_that_peer_pass_and_no_other()
    {
        const string Peer = """{"match":{"op":"==","left":{"payload":{"protocol":"ip","field":"saddr"}},"right":"192.168.6.120"}}""";
        var ruleset = Rules("drop", $"{Peer},{Accept}");
        var packet = new FilteredPacket("eth0", IsIPv6: false, IsIncoming: true, null);
        Assert.Empty(ruleset.Obstacles(packet with { Source = "192.168.6.120" }));
        Assert.Equal(["inet f in"], ruleset.Obstacles(packet with { Source = "192.168.6.121" }).Select(chain => $"{chain}"));
    }

    [Fact]
    public void Rules_with_the_mark_are_found_by_their_comment_and_can_be_left_out()
    {
        var ruleset = Rules("drop", "COMMENT" + Accept);
        var chain = Assert.Single(ruleset.Without("HaVip: ").Obstacles(Incoming));
        Assert.Empty(ruleset.Obstacles(Incoming));
        Assert.Equal(["0"], ruleset.Handles(chain, "HaVip: one"));
        Assert.Empty(ruleset.Handles(chain, "HaVip: other"));
    }

    [Fact]
    public void The_runners_own_tables_let_advertisements_alone() => Assert.Empty(
        Ruleset.Parse(
            """
            {"nftables":[{"chain":{"family":"inet","table":"havip_1","name":"in","type":"filter","hook":"input","prio":0,
            "policy":"drop"}}]}
            """).Obstacles(Incoming));

    [Fact]
    public void What_has_no_rules_lets_everything_pass() =>
        Assert.Equal(FilterVerdict.Passes, Ruleset.Parse("""{"nftables":[{"metainfo":{}}]}""").Judge(Incoming).Verdict);

    private static FilteredPacket Incoming => new("eth0", IsIPv6: false, IsIncoming: true, "224.0.0.18");

    private static FilterVerdict Judge(string policy, params string[] rules) => Rules(policy, rules).Judge(Incoming).Verdict;

    /// <summary>Rules as their expressions; one that begins with COMMENT has one.</summary>
    private static Ruleset Rules(string policy, params string[] rules)
    {
        var chain = """{"chain":{"family":"inet","table":"f","name":"in","type":"filter","hook":"input","prio":0,"policy":"POLICY"}}"""
            .Replace("POLICY", policy, StringComparison.Ordinal);
        const string Other = """{"chain":{"family":"inet","table":"f","name":"other"}},{"rule":{"family":"inet","table":"f","chain":"other","handle":9,"expr":[{"drop":null}]}}""";
        var all = rules.Select((rule, i) =>
            "{\"rule\":{\"family\":\"inet\",\"table\":\"f\",\"chain\":\"in\",\"handle\":" + i
            + (rule.StartsWith("COMMENT", StringComparison.Ordinal) ? ",\"comment\":\"HaVip: one\"" : "")
            + ",\"expr\":[" + rule.Replace("COMMENT", "", StringComparison.Ordinal) + "]}}");
        return Ruleset.Parse("{\"nftables\":[" + string.Join(",", [chain, Other, .. all]) + "]}");
    }
}
