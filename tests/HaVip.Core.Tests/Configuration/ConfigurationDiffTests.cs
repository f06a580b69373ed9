using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Configuration;

public sealed class ConfigurationDiffTests
{
    private static readonly Dictionary<string, (Func<InstanceConfiguration, InstanceConfiguration> Change, bool Restart)> Changes = new()
    {
        ["interface"] = (i => i with { Interface = "eth1" }, true),
        ["virtualRouterId"] = (i => i with { VirtualRouterId = 7 }, true),
        ["version"] = (i => i with { Version = 3 }, true),
        ["priority"] = (i => i with { Priority = 7 }, false),
        ["addressOwner"] = (i => i with { AddressOwner = true }, true),
        ["advertisementInterval"] = (i => i with { AdvertisementInterval = Duration.FromSeconds(2) }, false),
        ["preempt"] = (i => i with { Preempt = false }, false),
        ["acceptMode"] = (i => i with { AcceptMode = false }, false),
        ["preemptDelay"] = (i => i with { PreemptDelay = Duration.FromSeconds(2) }, false),
        ["authentication"] = (i => i with { Authentication = new SimplePasswordAuthentication("2222") }, false),
        ["missedAdvertisements"] = (i => i with { MissedAdvertisements = 5 }, false),
        ["strictSkew"] = (i => i with { StrictSkew = true }, false),
        ["checksum"] = (i => i with { Checksum = ChecksumPreference.MessageOnly }, false),
        ["unicast"] = (i => i with { Unicast = new() { Peers = [new(IpAddress.FromIPv4(1))] } }, false),
        ["heartbeat"] = (i => i with { Heartbeat = [new("eth1")] }, false),
        ["virtualAddresses"] = (i => i with { VirtualAddresses = [Sample.Address("192.168.7.100/24")] }, false),
        ["excludedAddresses"] = (i => i with { ExcludedAddresses = [Sample.Address("192.168.7.102/24")] }, false),
        ["virtualRoutes"] = (i => i with { VirtualRoutes = [] }, false),
        ["virtualRules"] = (i => i with { VirtualRules = [new() { Preference = 7, Table = 7 }] }, false),
        ["virtualMac"] = (i => i with { VirtualMac = true }, true),
        ["track"] = (i => i with { Track = new() { Interfaces = [new("eth1")] } }, false),
        ["notify"] = (i => i with { Notify = [new() { Command = ["/bin/true"] }] }, false),
        ["handover"] = (i => i with { Handover = new() { Drain = Duration.Zero } }, false),
        ["announcements"] = (i => i with { Announcements = new() { Repeat = 1 } }, false),
        ["detection"] = (i => i with { Detection = new() }, false),
        ["splitBrainProbe"] = (i => i with { SplitBrainProbe = new() { Interval = Duration.Zero } }, false),
    };

    public static TheoryData<string> Keys => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Key_changed_is_named_alone_and_says_whether_the_instance_starts_anew(string key)
    {
        var (change, restart) = Changes[key];

        var diff = ConfigurationDiff.Between(Sample.Node(Sample.Instance), Sample.Node(change(Sample.Instance)));

        var instance = Assert.Single(diff.Instances);
        Assert.Equal((InstanceChangeKind.Changed, restart), (instance.Kind, instance.NeedsRestart));
        Assert.Equal([key], instance.Keys);
        Assert.False(diff.IsEmpty);
    }

    [Fact]
    public void Every_property_of_an_instance_is_compared()
    {
        string[] derived =
            ["Name", "BasePriority", "AcceptsPackets", "AllAddresses", "Family", "EqualityContract", "Hmac", "VirtualMacAddress"];

        var properties = typeof(InstanceConfiguration).GetProperties().Select(p => p.Name).Except(derived);

        Assert.Equal(properties.Order(), Changes.Keys.Select(k => char.ToUpperInvariant(k[0]) + k[1..]).Order());
    }

    [Fact]
    public void Hmac_keys_changed_are_authentication_changed()
    {
        var signed = Sample.Instance with { Hmac = new() { Keys = [new(1, "hex:01", new([1]))] } };
        var other = Sample.Instance with { Hmac = new() { Keys = [new(1, "hex:01", new([2]))] } };

        var instance = Assert.Single(ConfigurationDiff.Between(Sample.Node(signed), Sample.Node(other)).Instances);

        Assert.Equal([ConfigurationKeys.Authentication], instance.Keys);
    }

    [Fact]
    public void Groups_and_checks_changed_are_named()
    {
        GroupConfiguration Group(string name) => new() { Name = name, Instances = ["VI_1", "VI_2"] };
        CheckConfiguration Check(string name) => new() { Name = name, Process = "nginx", Command = ["/bin/true"] };
        var before = Sample.Node(Sample.Instance, Sample.Second) with
        {
            Groups = [Group("G1"), Group("G2")],
            Checks = [Check("c1"), Check("c2"), Check("c3")],
        };
        var after = before with
        {
            Groups = [Group("G2"), Group("G1") with { TrackingWeight = true }],
            Checks = [Check("c4"), Check("c2") with { Command = ["/bin/false"] }, Check("c1")],
        };

        var diff = ConfigurationDiff.Between(before, after);

        Assert.Equal((["G1"], ["c4", "c2", "c3"]), (diff.Groups.ToArray(), diff.Checks.ToArray()), TwoLists);
        Assert.False(diff.IsEmpty);
        Assert.True(ConfigurationDiff.Between(before, before with { Groups = [Group("G2"), Group("G1")] }).IsEmpty);
    }

    private static bool TwoLists((string[] Groups, string[] Checks) left, (string[] Groups, string[] Checks) right) =>
        left.Groups.SequenceEqual(right.Groups) && left.Checks.SequenceEqual(right.Checks);

    [Fact]
    public void Same_values_in_other_objects_are_no_difference()
    {
        var diff = ConfigurationDiff.Between(Sample.Node(Sample.Instance), Sample.Node(Sample.Instance));

        Assert.True(diff.IsEmpty);
        Assert.Equal(InstanceChangeKind.Unchanged, Assert.Single(diff.Instances).Kind);
    }

    [Fact]
    public void Family_changed_needs_a_new_start()
    {
        var before = Sample.IPv6 with { VirtualAddresses = [Sample.Address("192.168.7.100/24")] };

        var instance = Assert.Single(ConfigurationDiff.Between(Sample.Node(before), Sample.Node(Sample.IPv6)).Instances);

        Assert.Equal(["virtualAddresses"], instance.Keys);
        Assert.True(instance.NeedsRestart);
    }

    [Fact]
    public void Instances_added_and_removed_come_in_the_order_of_the_files()
    {
        var third = Sample.Second with { Name = "VI_3" };

        var diff = ConfigurationDiff.Between(
            Sample.Node(Sample.Instance, Sample.Second), Sample.Node(third, Sample.Instance with { Priority = 1 }));

        Assert.Equal(
            [("VI_3", InstanceChangeKind.Added), ("VI_1", InstanceChangeKind.Changed), ("VI_2", InstanceChangeKind.Removed)],
            diff.Instances.Select(i => (i.Name, i.Kind)));
        Assert.Equal([null, Sample.Instance.Name, Sample.Second.Name], diff.Instances.Select(i => i.Before?.Name));
        Assert.Equal(["VI_3", "VI_1", null], diff.Instances.Select(i => i.After?.Name));
    }

    [Fact]
    public void Addresses_in_another_order_are_a_difference()
    {
        var after = Sample.Instance with { VirtualAddresses = Sample.Instance.VirtualAddresses.Reverse().ToArray() };

        var diff = ConfigurationDiff.Between(Sample.Node(Sample.Instance), Sample.Node(after));

        Assert.Equal(["virtualAddresses"], Assert.Single(diff.Instances).Keys);
    }

    [Theory]
    [InlineData("n2", null, "name", false)]
    [InlineData("n1", "blue", "networkNamespace", true)]
    public void Node_changed_names_the_key(string name, string? networkNamespace, string key, bool newRunner)
    {
        var before = Sample.Node() with { Node = new() { Name = "n1" } };
        var after = Sample.Node() with { Node = new() { Name = name, NetworkNamespace = networkNamespace } };

        var diff = ConfigurationDiff.Between(before, after);

        Assert.Equal([key], diff.NodeKeys);
        Assert.Equal((newRunner, false), (diff.NeedsNewRunner, diff.IsEmpty));
    }
}
