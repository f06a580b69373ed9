using HaVip.Configuration.Yaml.Binding;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using static HaVip.Core.Configuration.ConfigurationKeys;

namespace HaVip.Configuration.Yaml;

/// <summary>What instances and groups follow, and who is told.</summary>
internal static partial class ConfigurationFormat
{
    private static Key<InstanceConfiguration>[] HealthKeys() =>
    [
        new ValueKey<InstanceConfiguration, TrackSettings>(
            Track,
            "What counts towards the priority or, with weight 0, is a Fault when it fails.",
            TrackKeys(),
            i => i.Track,
            (i, track) => i with { Track = track })
        { Example = "track: { interfaces: [{ name: eth1 }], checks: [{ name: web, weight: -50 }] }" },
        new ValueKey<InstanceConfiguration, IReadOnlyList<NotifySettings>>(
            Notify,
            "Who is told what became of the instance: one, or a list of them.",
            NotifyValue(),
            i => i.Notify,
            (i, notify) => i with { Notify = notify })
        { Example = "notify: { command: [/etc/havip/notify], events: [master, backup, fault] }" },
    ];

    private static MappingValue<TrackSettings> TrackKeys() => new(
        TrackSettings.None,
        new ValueKey<TrackSettings, IReadOnlyList<TrackedInterface>>(
            Interfaces,
            "Other interfaces than the instance's own, which is always watched.",
            new ListValue<TrackedInterface>(TrackedInterfaceKeys(), new TrackedInterface(""), "{ name: eth1, weight: 0 }"),
            t => t.Interfaces,
            (t, interfaces) => t with { Interfaces = interfaces })
        { Example = "interfaces: [{ name: eth1, weight: 0 }]", OtherNames = ["track_interface"] },
        new ValueKey<TrackSettings, IReadOnlyList<TrackedCheck>>(
            Checks,
            "Checks by their names.",
            new ListValue<TrackedCheck>(TrackedCheckKeys(), new TrackedCheck(""), "{ name: web, weight: -50 }"),
            t => t.Checks,
            (t, checks) => t with { Checks = checks })
        {
            Example = "checks: [{ name: web, weight: -50 }]",
            OtherNames = ["track_script", "track_process", "track_file"],
        });

    private static MappingValue<TrackedInterface> TrackedInterfaceKeys() => new(
        new TrackedInterface(""),
        new ValueKey<TrackedInterface, string>(
            Name,
            "The interface's name.",
            InterfaceName,
            t => t.Name,
            (t, name) => t with { Name = name })
        { Example = "name: eth1", IsRequired = true, OtherNames = ["interface"] },
        new ValueKey<TrackedInterface, short>(
            Weight,
            "0: down is a Fault. Above: added to the priority while up. Below: taken off while down.",
            new IntegerValue<short>(
                -ConfigurationLimits.MaximumWeight, ConfigurationLimits.MaximumWeight, TrackingRules.TrackWeightRange),
            t => t.Weight,
            (t, weight) => t with { Weight = weight })
        { Example = "weight: -50", IsAlwaysWritten = true },
        new ValueKey<TrackedInterface, bool>(
            Reverse,
            "Whether the weight counts with the other sign; with weight 0, whether up is a Fault instead of down.",
            Boolean,
            t => t.Reverse,
            (t, reverse) => t with { Reverse = reverse })
        { Example = "reverse: true" },
        new ValueKey<TrackedInterface, Duration>(
            UpDelay,
            "How long it has to be up before it counts as up: 0s to 3600s.",
            Time,
            t => t.UpDelay,
            (t, delay) => t with { UpDelay = delay })
        { Example = "upDelay: 5s" },
        new ValueKey<TrackedInterface, Duration>(
            DownDelay,
            "How long it has to be down before it counts as down: 0s to 3600s.",
            Time,
            t => t.DownDelay,
            (t, delay) => t with { DownDelay = delay })
        { Example = "downDelay: 500ms" });

    private static MappingValue<TrackedCheck> TrackedCheckKeys() => new(
        new TrackedCheck(""),
        new ValueKey<TrackedCheck, string>(
            Name,
            "The name of a check.",
            ObjectName,
            t => t.Name,
            (t, name) => t with { Name = name })
        { Example = "name: web", IsRequired = true },
        new ValueKey<TrackedCheck, short>(
            Weight,
            "0: bad is a Fault. Above: added to the priority while good. Below: taken off while bad.",
            new IntegerValue<short>(
                -ConfigurationLimits.MaximumWeight - 1, ConfigurationLimits.MaximumWeight + 1, TrackingRules.TrackWeightRange),
            t => t.Weight,
            (t, weight) => t with { Weight = weight })
        { Example = "weight: -50", IsAlwaysWritten = true },
        new ValueKey<TrackedCheck, bool>(
            Reverse,
            "Whether the weight counts with the other sign; with weight 0, whether good is a Fault instead of bad.",
            Boolean,
            t => t.Reverse,
            (t, reverse) => t with { Reverse = reverse })
        { Example = "reverse: true" });

    private static OneOrManyValue<NotifySettings> NotifyValue()
    {
        var one = NotifyKeys();
        return new OneOrManyValue<NotifySettings>(
            one, new ListValue<NotifySettings>(one, new NotifySettings(), "{ command: [/etc/havip/notify] }"));
    }

    private static MappingValue<NotifySettings> NotifyKeys() => new(
        new NotifySettings(),
        new ValueKey<NotifySettings, IReadOnlyList<string>>(
            Command,
            "A program by its absolute path and its arguments; behind them it gets INSTANCE or GROUP, the name, the state and "
            + "the priority. No shell reads it.",
            new ListValue<string>(Argument, "", "/etc/havip/notify"),
            n => n.Command,
            (n, command) => n with { Command = command })
        { Example = "command: [/etc/havip/notify]", OtherNames = ["script", "exec"] },
        new ValueKey<NotifySettings, string>(
            Fifo,
            "A named pipe that gets one line per event as keepalived writes it: INSTANCE \"VI_1\" MASTER 100.",
            FilePath,
            n => n.Fifo,
            (n, fifo) => n with { Fifo = fifo })
        { Example = "fifo: /run/havip/events", OtherNames = ["notify_fifo"] },
        new ValueKey<NotifySettings, NotifyEvents>(
            Events,
            "What it is told. master: the addresses are there and announced; backup, fault, stop: this node answers for them no "
            + "more; leaving: they are about to be handed over; rivalRejected: a worse Master was outdone, and may have moved "
            + "the address elsewhere; priority: the priority has changed.",
            new NotifyEventsValue(),
            n => n.Events,
            (n, events) => n with { Events = events })
        { Example = "events: [master, backup, fault]" },
        new ValueKey<NotifySettings, Duration>(
            ConfigurationKeys.Timeout,
            "How long the command may take before it and what it started are ended: 100ms to 3600s.",
            Time,
            n => n.Timeout,
            (n, timeout) => n with { Timeout = timeout })
        { Example = "timeout: 30s" },
        new ValueKey<NotifySettings, Duration>(
            Retry,
            "When a command that failed is run again, as long as there is no later news: 0s (never) to 3600s.",
            Time,
            n => n.Retry,
            (n, retry) => n with { Retry = retry })
        { Example = "retry: 5s" },
        new ValueKey<NotifySettings, string>(
            User,
            "Who runs the command: a name, or user:group. Default: the node's scriptUser.",
            UserName,
            n => n.User,
            (n, user) => n with { User = user })
        { Example = "user: www-data" });

    private static MappingValue<GroupConfiguration> GroupKeys() => new(
        new GroupConfiguration(),
        new ValueKey<GroupConfiguration, string>(
            Name,
            "The group's name, unique in the node.",
            ObjectName,
            g => g.Name,
            (g, name) => g with { Name = name })
        { Example = "name: G1", IsRequired = true },
        new ValueKey<GroupConfiguration, IReadOnlyList<string>>(
            Instances,
            "The names of its instances; an instance can be in one group only.",
            new ListValue<string>(ObjectName, "", "VI_1"),
            g => g.Instances,
            (g, instances) => g with { Instances = instances })
        { Example = "instances: [VI_1, VI_2]", IsRequired = true, OtherNames = ["group", "members"] },
        new ValueKey<GroupConfiguration, TrackSettings>(
            Track,
            "What counts for every instance of the group.",
            TrackKeys(),
            g => g.Track,
            (g, track) => g with { Track = track })
        { Example = "track: { interfaces: [{ name: eth1 }] }" },
        new ValueKey<GroupConfiguration, bool>(
            TrackingWeight,
            "Whether weights other than 0 count for the group and its instances.",
            Boolean,
            g => g.TrackingWeight,
            (g, weight) => g with { TrackingWeight = weight })
        { Example = "trackingWeight: true", OtherNames = ["sync_group_tracking_weight", "global_tracking"] },
        new ValueKey<GroupConfiguration, IReadOnlyList<NotifySettings>>(
            Notify,
            "Who is told what became of the group: one, or a list of them.",
            NotifyValue(),
            g => g.Notify,
            (g, notify) => g with { Notify = notify })
        { Example = "notify: { command: [/etc/havip/notify], events: [master, backup, fault] }" });
}
