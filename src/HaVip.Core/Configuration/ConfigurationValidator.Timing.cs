using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    private static void CheckInterval(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        // What an unknown version can carry is unknown too; the version has its own finding.
        if (instance.Version is not (2 or 3)) return;
        var interval = instance.AdvertisementInterval;
        var nearest = ConfigurationLimits.NearestInterval(instance.Version, interval);
        if (nearest == interval) return;
        var expected = instance.Version == 2 ? "whole seconds from 1s to 255s" : "10ms to 40.95s in steps of 10ms";
        findings.Add(
            ConfigurationRules.AdvertisementIntervalRange,
            $"{path}.{ConfigurationKeys.AdvertisementInterval}",
            $"advertisementInterval is {interval}: version {instance.Version} can carry {expected}.",
            $"The nearest is {nearest}.");
    }

    private static void CheckMissedAdvertisements(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        if (instance.MissedAdvertisements is >= ConfigurationLimits.MinimumMissedAdvertisements
            and <= ConfigurationLimits.MaximumMissedAdvertisements)
            return;
        findings.Add(
            ConfigurationRules.MissedAdvertisementsRange,
            $"{path}.{ConfigurationKeys.MissedAdvertisements}",
            $"missedAdvertisements is {instance.MissedAdvertisements}: expected a whole number from 1 to 100.",
            "RFC 9568 section 6.1 says 3, and all nodes must agree.");
    }

    private static void CheckPreemption(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        var delayKey = $"{path}.{ConfigurationKeys.PreemptDelay}";
        CheckRange(
            ConfigurationRules.PreemptDelayRange,
            delayKey,
            instance.PreemptDelay,
            ConfigurationLimits.MaximumPreemptDelay,
            findings);
        if (instance.AddressOwner && !instance.Preempt)
        {
            findings.Add(
                ConfigurationRules.OwnerAlwaysPreempts,
                $"{path}.{ConfigurationKeys.Preempt}",
                "preempt: false has no effect: the address owner always takes over (RFC 9568 section 6.1).",
                "Leave preempt out, or addressOwner.");
        }
        else if (!instance.Preempt && instance.PreemptDelay > Duration.Zero)
        {
            findings.Add(
                ConfigurationRules.PreemptDelayIgnored,
                delayKey,
                "preemptDelay has no effect, because preempt is false.",
                "Leave preemptDelay out, or write 'preempt: true'.");
        }
    }

    private static void CheckHandover(HandoverSettings handover, string path, DiagnosticList findings) => CheckRange(
        ConfigurationRules.DrainRange,
        $"{path}.{ConfigurationKeys.Drain}",
        handover.Drain,
        ConfigurationLimits.MaximumDrain,
        findings);

    private static void CheckAnnouncements(AnnouncementSettings announcements, string path, DiagnosticList findings)
    {
        if (announcements.Repeat is < ConfigurationLimits.MinimumAnnouncementRepeat
            or > ConfigurationLimits.MaximumAnnouncementRepeat)
        {
            findings.Add(
                ConfigurationRules.AnnouncementRepeatRange,
                $"{path}.{ConfigurationKeys.Repeat}",
                $"repeat is {announcements.Repeat}: expected a whole number from 1 to 100.",
                "5 is the default.");
        }

        CheckRange(
            ConfigurationRules.AnnouncementDelayRange,
            $"{path}.{ConfigurationKeys.Delay}",
            announcements.Delay,
            ConfigurationLimits.MaximumAnnouncementDelay,
            findings);
        CheckRange(
            ConfigurationRules.AnnouncementRefreshRange,
            $"{path}.{ConfigurationKeys.Refresh}",
            announcements.Refresh,
            ConfigurationLimits.MaximumAnnouncementRefresh,
            findings);
        CheckRange(
            TrackingRules.AnnouncementSpacingRange,
            $"{path}.{ConfigurationKeys.Spacing}",
            announcements.Spacing,
            ConfigurationLimits.MaximumAnnouncementSpacing,
            findings);
    }

    private static void CheckRange(
        ConfigurationRule rule, string path, Duration value, Duration maximum, DiagnosticList findings)
    {
        if (value >= Duration.Zero && value <= maximum) return;
        var key = path[(path.LastIndexOf('.') + 1)..];
        findings.Add(rule, path, $"{key} is {value}: expected a duration from 0s to {maximum}.");
    }
}
