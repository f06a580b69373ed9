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
    ];

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
