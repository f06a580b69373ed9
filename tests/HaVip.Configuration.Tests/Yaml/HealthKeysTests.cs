using HaVip.Configuration.Yaml;

namespace HaVip.Configuration.Tests.Yaml;

public sealed class HealthKeysTests
{
    private const string Text = """
        node: { scriptUser: nobody }
        instances:
          - name: VI_1
            interface: eth0
            virtualRouterId: 52
            virtualAddresses: [{ address: 192.168.7.100/24, broadcast: 192.168.7.255, peer: 192.168.7.2/32, preferredLifetime: 0s, noPrefixRoute: true }]
            virtualRoutes: [{ destination: default, gateway: 192.168.7.1, type: unicast, table: 7, source: 192.168.7.100, onLink: true, mtu: 1400, scope: global }]
            virtualRules: [{ preference: 7, table: 7 }]
            virtualMac: true
            announcements: { spacing: 20ms }
            track: { interfaces: [{ name: eth1 }], checks: [{ name: web }] }
            notify: { command: [/bin/true] }
          - { name: VI_2, interface: eth0, virtualRouterId: 53, virtualAddresses: [192.168.8.100/24] }
        groups: [{ name: G1, instances: [VI_1, VI_2] }]
        checks: [{ name: web, type: process, process: nginx }]
        """;

    [Fact]
    public void Keys_of_tracking_groups_checks_and_rules_are_read()
    {
        var result = ConfigurationReader.Read(Text, null);

        Assert.Empty(result.Diagnostics);
        var instance = result.Configuration!.Instances[0];
        Assert.Equal(("eth1", "web"), (instance.Track.Interfaces[0].Name, instance.Track.Checks[0].Name));
        Assert.Equal(["/bin/true"], Assert.Single(instance.Notify).Command);
        Assert.Equal(["VI_1", "VI_2"], Assert.Single(result.Configuration.Groups).Instances);
        Assert.Equal("nginx", Assert.Single(result.Configuration.Checks).Process);
    }

    [Theory]
    [InlineData("instances: []\nchecks: [{ name: web, type: tcpp }]\n", "checks[0].type", "Did you mean 'tcp'?")]
    [InlineData("instances: []\nchecks: [{ name: web, type: tcp, endpoint: \"localhost:80\" }]\n", "checks[0].endpoint", "Names are not looked up")]
    [InlineData("instances: []\nchecks: [{ name: web, type: http, url: \"http://a/\", expect: [20] }]\n", "checks[0].expect[0]", null)]
    [InlineData("instances: []\nchecks: [{ name: web, type: script, script: /bin/true }]\n", "checks[0].script", "Did you mean 'command'?")]
    [InlineData("instances: []\ngroups: [{ name: G1, members: [] }]\n", "groups[0].members", "Did you mean 'instances'?")]
    public void Mistakes_in_checks_and_groups_name_place_and_remedy(string text, string path, string? advice)
    {
        var finding = Assert.Single(ConfigurationReader.Read(text, null).Diagnostics, f => f.Path == path);

        if (advice is not null) Assert.Contains(advice, finding.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_that_could_not_be_read_is_not_called_unknown_where_it_is_tracked()
    {
        var text = Text.Replace("name: web, type", "nmae: web, type", StringComparison.Ordinal);

        var rules = ConfigurationReader.Read(text, null).Diagnostics.Select(f => f.RuleId);

        Assert.Equal(["KeyRequired", "KeyUnknown"], rules.Order());
    }
}
