using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>How an instance watches the LAN around it.</summary>
public static partial class ConfigurationValidator
{
    private static void CheckSplitBrainProbe(SplitBrainProbeSettings probe, string path, DiagnosticList findings)
    {
        if (probe.Interval == Duration.Zero) return;
        if (probe.Interval >= ConfigurationLimits.MinimumSplitBrainProbe
            && probe.Interval <= ConfigurationLimits.MaximumSplitBrainProbe)
            return;
        findings.Add(
            ConfigurationRules.SplitBrainProbeRange,
            $"{path}.{ConfigurationKeys.Interval}",
            $"interval is {probe.Interval}: expected 0s (off) or a duration from 100ms to 1h.",
            "10s is the default.");
    }
}
