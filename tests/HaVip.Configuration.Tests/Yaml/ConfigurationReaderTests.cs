using System.Diagnostics;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Tests.Yaml;

public sealed class ConfigurationReaderTests
{
    public static TheoryData<int> CaseNumbers => [.. Enumerable.Range(0, ReaderCases.All.Length)];

    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void Broken_text_has_the_finding_at_its_place(int number)
    {
        var broken = ReaderCases.All[number];

        var result = ConfigurationReader.Read(broken.Text, "havip.yaml");

        var finding = Assert.Single(result.Diagnostics, d => d.RuleId == broken.RuleId);
        Assert.Equal((broken.Place.Line, broken.Place.Column), (finding.Line, finding.Column));
        Assert.Equal(broken.Path.Length == 0 ? null : broken.Path, finding.Path);
        Assert.Contains(broken.Says, finding.ToString(), StringComparison.Ordinal);
        Assert.StartsWith($"havip.yaml:{finding.Line}:{finding.Column}: ", finding.ToString(), StringComparison.Ordinal);
        Assert.Equal(result.HasErrors, result.Configuration is null);
    }

    [Fact]
    public void Every_key_given_is_read()
    {
        const string Text = """
            node: { name: n1, networkNamespace: blue, startupDelay: 10s, lease: 12s }
            instances:
              - name: VI_1
                interface: eth0
                virtualRouterId: 52
                version: 2
                priority: 7
                addressOwner: false
                advertisementInterval: 3
                preempt: true
                preemptDelay: 1.5m
                acceptMode: false
                authentication: { type: simplePassword, password: 1111 }
                virtualAddresses: [192.168.7.100/24, { address: 192.168.7.101, interface: eth1, label: eth1:ha, scope: link }]
                excludedAddresses: [{ address: 192.168.8.1/24, scope: host }]
                virtualRoutes:
                  - { destination: default, gateway: 192.168.7.1, interface: eth2, metric: 10 }
                  - { destination: 10.0.0.0/8, gateway: 192.168.7.2 }
                announcements: { repeat: 3, delay: 100ms, refresh: 1h }
                splitBrainProbe: { interval: 30s }
                detection: { probe: neighbor, interval: 20ms, misses: 5 }
                handover: { drain: 500ms }
            """;

        var result = ConfigurationReader.Read(Text, null);

        Assert.Empty(result.Diagnostics);
        Assert.Equal(
            new NodeSettings
            {
                Name = "n1",
                NetworkNamespace = "blue",
                StartupDelay = Duration.FromSeconds(10),
                Lease = LeaseSetting.OfSeconds(12),
            },
            result.Configuration!.Node);
        var instance = Assert.Single(result.Configuration.Instances);
        Assert.Equal((7, false, true), (instance.Priority, instance.AddressOwner, instance.Preempt));
        Assert.Equal((Duration.FromSeconds(3), Duration.FromSeconds(90)), (instance.AdvertisementInterval, instance.PreemptDelay));
        Assert.False(instance.AcceptMode);
        Assert.Equal("1111", instance.Authentication!.Password);
        Assert.Equal(("192.168.7.100/24", null), (instance.VirtualAddresses[0].ToString(), instance.VirtualAddresses[0].Label));
        var second = instance.VirtualAddresses[1];
        Assert.Equal(("192.168.7.101/32", "eth1", "eth1:ha", AddressScope.Link), (second.ToString(), second.Interface, second.Label, second.Scope));
        Assert.Equal(AddressScope.Host, Assert.Single(instance.ExcludedAddresses).Scope);
        Assert.Equal(["default via 192.168.7.1", "10.0.0.0/8 via 192.168.7.2"], instance.VirtualRoutes.Select(r => r.ToString()));
        Assert.Equal(("eth2", 10u), (instance.VirtualRoutes[0].Interface, instance.VirtualRoutes[0].Metric));
        Assert.Equal((null, 0u), (instance.VirtualRoutes[1].Interface, instance.VirtualRoutes[1].Metric));
        Assert.Equal(
            new AnnouncementSettings { Repeat = 3, Delay = Duration.FromMilliseconds(100), Refresh = Duration.FromSeconds(3600) },
            instance.Announcements);
        Assert.Equal(Duration.FromSeconds(30), instance.SplitBrainProbe.Interval);
        Assert.Equal(new DetectionSettings { Interval = Duration.FromMilliseconds(20), Misses = 5 }, instance.Detection);
        Assert.Equal(Duration.FromMilliseconds(500), instance.Handover.Drain);
    }

    [Fact]
    public void Every_key_of_who_may_speak_is_read()
    {
        const string Text = """
            instances:
              - name: VI_1
                interface: eth0
                virtualRouterId: 52
                missedAdvertisements: 5
                strictSkew: true
                checksum: messageOnly
                authentication:
                  type: hmac
                  keys: { 1: "0123456789abcdef0123456789abcdef", 200: "hex:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f" }
                  activeKey: 200
                  antiReplay: monotonic
                  window: 7s
                  mode: permissive
                unicast: { source: 192.168.6.110, peers: [192.168.6.120, { address: 10.0.0.9, minimumTtl: 250 }] }
                heartbeat: [eth1, { interface: eth2, unicast: { peers: [10.0.0.2] } }]
                virtualAddresses: [192.168.7.100/24]
            """;

        var result = ConfigurationReader.Read(Text, null);

        Assert.Empty(result.Diagnostics);
        var instance = Assert.Single(result.Configuration!.Instances);
        Assert.Equal(["eth1", "eth2"], instance.Heartbeat.Select(path => path.Interface));
        Assert.Null(instance.Heartbeat[0].Unicast);
        Assert.Equal("10.0.0.2", Assert.Single(instance.Heartbeat[1].Unicast!.Peers).Address.ToString());
        Assert.Equal((5, ChecksumPreference.MessageOnly), (instance.MissedAdvertisements, instance.Checksum));
        Assert.True(instance.StrictSkew);
        var hmac = instance.Hmac!;
        Assert.Equal((200, HmacAntiReplay.Monotonic, HmacMode.Permissive), (hmac.ActiveKey, hmac.AntiReplay, hmac.Mode));
        Assert.Equal(Duration.FromSeconds(7), hmac.Window);
        Assert.Equal("0123456789abcdef0123456789abcdef"u8, hmac.Find(1)!.Material.Bytes);
        Assert.Equal(Enumerable.Range(0, 32).Select(i => (byte)i), hmac.Find(200)!.Material.Bytes.ToArray());
        Assert.Equal("192.168.6.110", instance.Unicast!.Source.ToString());
        Assert.Equal(
            [("192.168.6.120", 255), ("10.0.0.9", 250)],
            instance.Unicast.Peers.Select(p => (p.Address.ToString(), (int)p.MinimumTimeToLive)));
    }

    [Theory]
    [InlineData("priority:")]
    [InlineData("priority: ~")]
    [InlineData("priority: null")]
    [InlineData("authentication:")]
    [InlineData("excludedAddresses:")]
    [InlineData("announcements: {}")]
    [InlineData("handover: {}")]
    public void Optional_key_without_a_value_has_its_default(string line)
    {
        var text = ReaderCase.Instance("", "", line + ReaderCase.Mark, "").Text;

        var result = ConfigurationReader.Read(text, null);

        Assert.Empty(result.Diagnostics);
        var expected = new InstanceConfiguration
        {
            Name = "VI_1",
            Interface = "eth0",
            VirtualRouterId = 52,
            Version = 2,
            VirtualAddresses = result.Configuration!.Instances[0].VirtualAddresses,
        };
        var diff = ConfigurationDiff.Between(new() { Instances = [expected] }, result.Configuration);
        Assert.True(diff.IsEmpty);
    }

    [Fact]
    public void All_errors_are_reported_in_the_order_of_the_file()
    {
        const string Text = """
            node: { nmae: n1 }
            instances:
              - name: VI_1
                interface: eth0
                virtualRouterId: 300
                version: 2
                priority: 255
                advertisementInterval: 1.5s
                virtualAddresses: [192.168.7.100/24, 192.168.7.1000/24]
              - interface: eth0
                virtualRouterId: 53
                virtualAddresses: 192.168.7.100/24
            groups: [{ name: G1, instances: [VI_1, VI_2], notify: {} }]
            """;

        var findings = ConfigurationReader.Read(Text, null).Diagnostics;

        Assert.Equal(
            [
                "KeyUnknown 1:9", "VirtualRouterIdRange 5:22", "PriorityRange 7:15", "AdvertisementIntervalRange 8:28",
                "ValueFormat 9:42", "KeyRequired 10:5", "ValueKind 12:23", "NotifyTarget 13:55",
            ],
            findings.Select(f => $"{f.RuleId} {f.Line}:{f.Column}"));
    }

    [Fact]
    public void Rules_that_depend_on_a_value_not_read_stay_silent()
    {
        // Without the version nobody can say whether 100ms and a password are right.
        var text = ReaderCase.Instance("", "", "version: two" + ReaderCase.Mark, "").Text.TrimEnd()
            + "\n    advertisementInterval: 15ms\n    authentication: { type: simplePassword, password: x }\n";

        Assert.Equal(["ValueFormat"], ConfigurationReader.Read(text, null).Diagnostics.Select(d => d.RuleId));
    }

    [Fact]
    public void Alias_stands_for_its_anchor()
    {
        const string Text = """
            instances:
              - { name: A, interface: eth0, virtualRouterId: 1, virtualAddresses: &a [192.168.7.100/24] }
              - { name: B, interface: eth1, virtualRouterId: 1, virtualAddresses: *a }
            """;

        var result = ConfigurationReader.Read(Text, null);

        Assert.Empty(result.Diagnostics);
        Assert.Equal("192.168.7.100/24", result.Configuration!.Instances[1].VirtualAddresses[0].ToString());
    }

    [Fact]
    public void Byte_order_mark_and_foreign_line_ends_change_nothing()
    {
        var text = "\uFEFF" + File.ReadAllText(Checkout.Path("module/examples/seed-node1.yaml")).ReplaceLineEndings("\r\n");

        Assert.Empty(ConfigurationReader.Read(text, null).Diagnostics);
        Assert.Empty(ConfigurationReader.Read(System.Text.Encoding.UTF8.GetBytes(text), null).Diagnostics);
        var broken = ConfigurationReader.Read(text.Replace("priority", "priorty", StringComparison.Ordinal), null);
        Assert.Equal((10, 5), (broken.Diagnostics[0].Line, broken.Diagnostics[0].Column));
    }

    [Fact]
    public void Default_route_has_the_family_of_its_gateway()
    {
        const string Text = """
            instances:
              - name: VI_1
                interface: eth0
                virtualRouterId: 52
                virtualAddresses: [fe80::7:100/64]
                virtualRoutes: [{ destination: default, gateway: fe80::1 }]
            """;

        var result = ConfigurationReader.Read(Text, null);

        Assert.Empty(result.Diagnostics);
        var route = Assert.Single(result.Configuration!.Instances[0].VirtualRoutes);
        Assert.Equal(AddressFamily.IPv6, route.Destination.Family);
    }

    [Fact]
    public void Largest_and_most_broken_text_is_answered_in_time()
    {
        var clock = Stopwatch.StartNew();
        var lines = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"    priorty{i}: [1]\n"));

        var result = ConfigurationReader.Read("instances:\n  - name: VI_1\n" + lines, null);

        Assert.True(result.Diagnostics.Count > 30_000);
        // A second or two; what is quadratic in the findings takes longer than the busiest machine.
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(3), clock.Elapsed.ToString());
    }
}
