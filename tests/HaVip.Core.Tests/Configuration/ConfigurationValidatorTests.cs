using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Configuration;

public sealed class ConfigurationValidatorTests
{
    public static TheoryData<int> CaseNumbers => [.. Enumerable.Range(0, RuleCases.All.Length)];

    public static TheoryData<string> RuleIds => [.. ConfigurationRules.All.Select(r => r.Id)];

    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void Broken_rule_is_the_only_finding_with_its_path_and_severity(int number)
    {
        var (rule, path, configuration) = RuleCases.All[number];

        var findings = ConfigurationValidator.Validate(configuration);

        var finding = Assert.Single(findings, f => f.RuleId == rule.Id);
        Assert.Equal((path, rule.Severity), (finding.Path, finding.Severity));
        Assert.EndsWith(".", finding.Message, StringComparison.Ordinal);
        Assert.Empty(findings.Select(f => f.RuleId).Except([rule.Id]));
    }

    [Theory]
    [MemberData(nameof(RuleIds))]
    public void Every_rule_is_broken_by_a_case(string ruleId) => Assert.Contains(RuleCases.All, c => c.Rule.Id == ruleId);

    [Fact]
    public void Rule_ids_are_unique() =>
        Assert.Equal(ConfigurationRules.All.Count, ConfigurationRules.All.Select(r => r.Id).Distinct().Count());

    [Fact]
    public void Valid_configuration_has_no_finding() =>
        Assert.Empty(ConfigurationValidator.Validate(Sample.Node(Sample.Instance, Sample.Second)));

    [Fact]
    public void Valid_IPv6_configuration_has_no_finding() =>
        Assert.Empty(ConfigurationValidator.Validate(Sample.Node(Sample.IPv6)));

    [Fact]
    public void Excluded_addresses_and_routes_may_be_of_the_other_family()
    {
        var both = Sample.Instance with
        {
            ExcludedAddresses = [Sample.Address("2001:db8::1/64")],
            VirtualRoutes = [Sample.Route("2001:db8:1::/64", "fe80::1")],
        };

        Assert.Empty(ConfigurationValidator.Validate(Sample.Node(both)));
    }

    [Theory]
    [InlineData(2, 1_000_000)]
    [InlineData(2, 255_000_000)]
    [InlineData(3, 10_000)]
    [InlineData(3, 1_230_000)]
    [InlineData(3, 40_950_000)]
    public void Interval_at_the_edges_is_valid(byte version, long microseconds) =>
        Assert.Empty(ConfigurationValidator.Validate(Sample.Node(Sample.Instance with
        {
            Version = version,
            Authentication = null,
            AdvertisementInterval = new Duration(microseconds),
        })));

    [Theory]
    [InlineData(2, 1_499_999, "The nearest is 1s.")]
    [InlineData(2, 1_500_000, "The nearest is 2s.")]
    [InlineData(2, 0, "The nearest is 1s.")]
    [InlineData(2, 400_000_000, "The nearest is 255s.")]
    [InlineData(3, 1, "The nearest is 10ms.")]
    [InlineData(3, 1_004_999, "The nearest is 1s.")]
    [InlineData(3, long.MaxValue, "The nearest is 40950ms.")]
    public void Interval_that_cannot_be_carried_names_the_nearest(byte version, long microseconds, string advice)
    {
        var findings = ConfigurationValidator.Validate(Sample.Node(Sample.Instance with
        {
            Version = version,
            Authentication = null,
            AdvertisementInterval = new Duration(microseconds),
        }));

        Assert.Equal(advice, Assert.Single(findings).Recommendation);
    }

    [Theory]
    [InlineData("correct-horse-battery")]
    [InlineData("geh€im!!")]
    [InlineData("tab\there")]
    public void Password_refused_is_in_no_finding(string password)
    {
        var findings = ConfigurationValidator.Validate(
            Sample.Node(Sample.Instance with { Version = 3, Authentication = new SimplePasswordAuthentication(password) }));

        Assert.Equal(2, findings.Count);
        Assert.All(findings, f => Assert.DoesNotContain(password[..4], f.ToString(), StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(2, AddressFamily.IPv4, 255)]
    [InlineData(3, AddressFamily.IPv4, 255)]
    [InlineData(3, AddressFamily.IPv6, 90)]
    public void Addresses_of_one_advertisement_are_as_many_as_count_and_MTU_allow(byte version, AddressFamily family, int most)
    {
        Assert.Equal(most, ConfigurationLimits.MaximumAddresses(version, family));

        // The RFC's packet, drawn again: IP header, VRRP header, addresses, version 2's authentication data.
        var bytes = (family == AddressFamily.IPv6 ? 40 : 20) + 8 + (most * IpAddress.LengthOf(family)) + (version == 2 ? 8 : 0);
        Assert.True(bytes <= 1500);
    }

    [Fact]
    public void As_many_addresses_as_fit_are_valid() =>
        Assert.Empty(ConfigurationValidator.Validate(
            Sample.Node(Sample.Instance with { VirtualAddresses = Sample.Addresses(255), VirtualRoutes = [] })));

    [Fact]
    public void Same_router_id_on_another_interface_or_family_is_valid()
    {
        var other = Sample.Second with { VirtualRouterId = 52, Interface = "eth1" };
        var six = Sample.IPv6 with { Name = "VI_6" };

        Assert.Empty(ConfigurationValidator.Validate(Sample.Node(Sample.Instance, other, six)));
    }

    [Fact]
    public void Everything_wrong_at_once_is_reported_at_once()
    {
        var instance = new InstanceConfiguration { Version = 9, Priority = 0, PreemptDelay = Duration.FromSeconds(5000) };

        var rules = ConfigurationValidator.Validate(Sample.Node(instance)).Select(f => f.RuleId);

        Assert.Equal(
            ["KeyRequired", "KeyRequired", "VirtualRouterIdRange", "VersionRange", "PriorityRange", "PreemptDelayRange", "VirtualAddressRequired"],
            rules);
    }

    [Fact]
    public void Finding_without_a_text_shows_its_path()
    {
        var finding = Assert.Single(ConfigurationValidator.Validate(Sample.Node(Sample.Instance with { VirtualRouterId = 0 })));

        Assert.StartsWith("instances[0].virtualRouterId: error VirtualRouterIdRange: ", finding.ToString(), StringComparison.Ordinal);
    }
}
