using HaVip.Configuration.Keepalived;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Tests.Keepalived;

/// <summary>How an instance watches the LAN is HaVip's own.</summary>
public sealed class WatchingTests
{
    [Fact]
    public void What_keepalived_does_not_watch_is_named_as_lost()
    {
        Assert.True(IpPrefix.TryParse("192.168.7.100/24", out var prefix));
        var instance = new InstanceConfiguration
        {
            Name = "VI_1",
            Interface = "eth0",
            VirtualRouterId = 52,
            VirtualAddresses = [new VirtualAddress(prefix)],
        };
        Assert.DoesNotContain("instances[0].detection", Losses(instance));
        Assert.Contains("instances[0].detection", Losses(instance with { Detection = new() }));

        // Asking is the default, so that it is lost is worth a word only where somebody wrote it.
        var asking = new SplitBrainProbeSettings { Interval = Duration.FromSeconds(2) };
        Assert.DoesNotContain("instances[0].splitBrainProbe", Losses(instance));
        Assert.Contains("instances[0].splitBrainProbe", Losses(instance with { SplitBrainProbe = asking }));
        var silent = new SplitBrainProbeSettings { Interval = Duration.Zero };
        Assert.DoesNotContain("instances[0].splitBrainProbe", Losses(instance with { SplitBrainProbe = silent }));
    }

    private static IEnumerable<string?> Losses(InstanceConfiguration instance) =>
        KeepalivedWriter.Write(new NodeConfiguration { Instances = [instance] }).Diagnostics.Select(finding => finding.Path);
}
