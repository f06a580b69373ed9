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

    private static void CheckDetection(DetectionSettings? detection, string path, DiagnosticList findings)
    {
        if (detection is null) return;
        if (detection.Interval < ConfigurationLimits.MinimumDetectionInterval
            || detection.Interval > ConfigurationLimits.MaximumDetectionInterval)
        {
            findings.Add(
                ConfigurationRules.DetectionIntervalRange,
                $"{path}.{ConfigurationKeys.Interval}",
                $"interval is {detection.Interval}: expected a duration from 10ms to 10s.",
                "50ms is the default.");
        }

        if (detection.Misses is < ConfigurationLimits.MinimumMisses or > ConfigurationLimits.MaximumMisses)
        {
            findings.Add(
                ConfigurationRules.DetectionMissesRange,
                $"{path}.{ConfigurationKeys.Misses}",
                $"misses is {detection.Misses}: expected a whole number from 1 to 100.",
                "3 is the default.");
        }
    }
}
