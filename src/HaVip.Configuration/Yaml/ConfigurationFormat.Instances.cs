using HaVip.Configuration.Yaml.Binding;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using static HaVip.Core.Configuration.ConfigurationKeys;

namespace HaVip.Configuration.Yaml;

internal static partial class ConfigurationFormat
{
    // A property, because the order of static fields in several files is not defined.
    private static MappingValue<InstanceConfiguration> InstanceKeys => new(
        new InstanceConfiguration(), [.. RouterKeys(), .. TimingKeys(), .. ContentKeys(), .. HealthKeys(), .. WatchingKeys()]);

    private static Key<InstanceConfiguration>[] RouterKeys() =>
    [
        new ValueKey<InstanceConfiguration, string>(
            Name,
            "The instance's name, unique in the node: 1 to 64 letters, digits, '_', '.' and '-'.",
            new TextValue("a name", "^[A-Za-z0-9_.-]{1,64}$"),
            i => i.Name,
            (i, name) => i with { Name = name }) { Example = "name: VI_1", IsRequired = true },
        new ValueKey<InstanceConfiguration, string>(
            Interface,
            "The interface that advertisements are sent and heard on.",
            InterfaceName,
            i => i.Interface,
            (i, name) => i with { Interface = name })
        {
            Example = "interface: eth0", IsRequired = true, OtherNames = ["dev"],
        },
        new ValueKey<InstanceConfiguration, byte>(
            VirtualRouterId,
            "The virtual router's number, the same on every node and unique per interface and address family.",
            new IntegerValue<byte>(
                ConfigurationLimits.MinimumVirtualRouterId,
                ConfigurationLimits.MaximumVirtualRouterId,
                ConfigurationRules.VirtualRouterIdRange),
            i => i.VirtualRouterId,
            (i, id) => i with { VirtualRouterId = id })
        {
            Example = "virtualRouterId: 52", IsRequired = true, OtherNames = ["vrid", "virtual_router_id", "id"],
        },
        new ValueKey<InstanceConfiguration, byte>(
            ConfigurationKeys.Version,
            "The version of VRRP, the same on every node: 2 (RFC 3768) or 3 (RFC 9568).",
            new IntegerValue<byte>(
                ConfigurationLimits.MinimumVersion, ConfigurationLimits.MaximumVersion, ConfigurationRules.VersionRange),
            i => i.Version,
            (i, version) => i with { Version = version })
        {
            Example = "version: 3", IsAlwaysWritten = true, OtherNames = ["vrrp_version"],
        },
        new ValueKey<InstanceConfiguration, byte>(
            Priority,
            "The node with the highest priority becomes Master. 255 is the address owner's: see addressOwner.",
            new IntegerValue<byte>(
                ConfigurationLimits.MinimumPriority, ConfigurationLimits.MaximumPriority, ConfigurationRules.PriorityRange),
            i => i.Priority,
            (i, priority) => i with { Priority = priority }) { Example = "priority: 100", IsAlwaysWritten = true },
        new ValueKey<InstanceConfiguration, bool>(
            AddressOwner,
            "The interface itself has the virtual addresses: the priority is 255 and this node is Master whenever it is up.",
            Boolean,
            i => i.AddressOwner,
            (i, owner) => i with { AddressOwner = owner }) { Example = "addressOwner: true", OtherNames = ["owner"] },
    ];

    private static Key<InstanceConfiguration>[] TimingKeys() =>
    [
        new ValueKey<InstanceConfiguration, Duration>(
            AdvertisementInterval,
            "How often the Master advertises. Version 2: 1s to 255s in whole seconds, the same on every node. "
            + "Version 3: 10ms to 40.95s in steps of 10ms.",
            Time,
            i => i.AdvertisementInterval,
            (i, interval) => i with { AdvertisementInterval = interval })
        {
            Example = "advertisementInterval: 1s",
            IsAlwaysWritten = true,
            OtherNames = ["advert_int", "interval", "advertInterval", "advInterval"],
        },
        new ValueKey<InstanceConfiguration, bool>(
            Preempt,
            "Whether a Backup with a higher priority takes over from the Master.",
            Boolean,
            i => i.Preempt,
            (i, preempt) => i with { Preempt = preempt })
        {
            Example = "preempt: false", OtherNames = ["nopreempt", "preemption"],
        },
        new ValueKey<InstanceConfiguration, Duration>(
            PreemptDelay,
            "How long a better Backup waits before it takes over from a worse Master: 0s to 1000s.",
            Time,
            i => i.PreemptDelay,
            (i, delay) => i with { PreemptDelay = delay }) { Example = "preemptDelay: 30s" },
        new ValueKey<InstanceConfiguration, bool>(
            AcceptMode,
            "Whether a Master takes packets sent to the virtual addresses; false: it answers ARP and neighbour discovery "
            + "for them and drops the rest. The address owner always accepts.",
            Boolean,
            i => i.AcceptMode,
            (i, accept) => i with { AcceptMode = accept })
        {
            Example = "acceptMode: false", OtherNames = ["accept", "no_accept", "accept_mode"],
        },
        new ValueKey<InstanceConfiguration, byte>(
            MissedAdvertisements,
            "How many advertisements a Backup misses before it takes over: 3 by the RFC, the same on every node.",
            new IntegerValue<byte>(
                ConfigurationLimits.MinimumMissedAdvertisements,
                ConfigurationLimits.MaximumMissedAdvertisements,
                ConfigurationRules.MissedAdvertisementsRange),
            i => i.MissedAdvertisements,
            (i, missed) => i with { MissedAdvertisements = missed })
        {
            Example = "missedAdvertisements: 3", OtherNames = ["down_timer_adverts"],
        },
        new ValueKey<InstanceConfiguration, bool>(
            StrictSkew,
            "Whether a Backup waits the whole skew time after the Master's goodbye instead of at most 20 ms: for groups "
            + "with other makers' nodes as better Backups.",
            Boolean,
            i => i.StrictSkew,
            (i, strict) => i with { StrictSkew = strict }) { Example = "strictSkew: true" },
    ];
}
