using HaVip.Configuration.Yaml.Binding;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using static HaVip.Core.Configuration.ConfigurationKeys;

namespace HaVip.Configuration.Yaml;

/// <summary>How an instance watches the LAN around it.</summary>
internal static partial class ConfigurationFormat
{
    private static Key<InstanceConfiguration>[] WatchingKeys() =>
    [
        new ValueKey<InstanceConfiguration, SplitBrainProbeSettings>(
            SplitBrainProbe,
            "How a Master asks whether another host answers for its addresses too: a split brain.",
            SplitBrainProbeValue(),
            i => i.SplitBrainProbe,
            (i, probe) => i with { SplitBrainProbe = probe })
        {
            Example = "splitBrainProbe: { interval: 10s }",
        },
        new ValueKey<InstanceConfiguration, DetectionSettings>(
            Detection,
            "How a Backup finds out that the Master's host is gone before its advertisements are missed. Default: not at all.",
            DetectionValue(),
            i => i.Detection,
            (i, detection) => i with { Detection = detection })
        {
            Example = "detection: { probe: neighbor, interval: 50ms, misses: 3 }",
        },
    ];

    private static MappingValue<DetectionSettings> DetectionValue() => new(
        new DetectionSettings(),
        new ValueKey<DetectionSettings, DetectionProbe>(
            Probe,
            "How the host is asked: neighbor is ARP or neighbour discovery, which its kernel answers.",
            new ChoiceValue<DetectionProbe>([("neighbor", DetectionProbe.Neighbor)]),
            d => d.Probe,
            (d, probe) => d with { Probe = probe })
        { Example = "probe: neighbor", IsAlwaysWritten = true },
        new ValueKey<DetectionSettings, Duration>(
            Interval,
            "How often the host is asked: 10ms to 10s.",
            Time,
            d => d.Interval,
            (d, interval) => d with { Interval = interval })
        { Example = "interval: 50ms" },
        new ValueKey<DetectionSettings, byte>(
            Misses,
            "So many questions in a row unanswered, without an advertisement meanwhile, and the host is gone.",
            new IntegerValue<byte>(
                ConfigurationLimits.MinimumMisses,
                ConfigurationLimits.MaximumMisses,
                ConfigurationRules.DetectionMissesRange),
            d => d.Misses,
            (d, misses) => d with { Misses = misses })
        { Example = "misses: 3" });

    private static MappingValue<SplitBrainProbeSettings> SplitBrainProbeValue() => new(
        new SplitBrainProbeSettings(),
        new ValueKey<SplitBrainProbeSettings, Duration>(
            Interval,
            "How often each address is asked for: 100ms to 1h, or 0s (never).",
            Time,
            p => p.Interval,
            (p, interval) => p with { Interval = interval })
        { Example = "interval: 10s" });
}
