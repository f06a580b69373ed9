using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    private static void CheckLease(NodeConfiguration configuration, DiagnosticList findings)
    {
        const string Path = $"{ConfigurationKeys.Node}.{ConfigurationKeys.Lease}";
        if (configuration.Node.Lease.Seconds is not { } seconds) return;
        if (seconds is < LeaseSetting.MinimumSeconds or > LeaseSetting.MaximumSeconds)
        {
            findings.Add(
                ConfigurationRules.LeaseRange,
                Path,
                $"lease is {configuration.Node.Lease}: expected auto, off or whole seconds from 2s to 86400s.",
                "auto follows the advertisement interval, and suits almost everybody.");
            return;
        }

        if (Slowest(configuration) is not { } slowest) return;
        var down = DownInterval(slowest);
        if (Duration.FromSeconds(seconds) >= down) return;
        findings.Add(
            ConfigurationRules.LeaseBelowDownInterval,
            Path,
            $"lease is {configuration.Node.Lease}: should this node hang as Master of {slowest.Name}, its kernel gives "
                + $"the addresses up before a Backup takes over after at most {down.ToSeconds()}, and nobody answers meanwhile.",
            $"Write 'lease: auto', or {LeaseSetting.Auto.SecondsFor(down)}s or more.");
    }

    private static InstanceConfiguration? Slowest(NodeConfiguration configuration)
    {
        InstanceConfiguration? slowest = null;
        foreach (var instance in configuration.Instances)
        {
            if (slowest is null || DownInterval(instance) > DownInterval(slowest)) slowest = instance;
        }

        return slowest;
    }

    private static Duration DownInterval(InstanceConfiguration instance) => ElectionTimes.LongestMasterDown(
        instance.Version, instance.AdvertisementInterval, instance.MissedAdvertisements);
}
