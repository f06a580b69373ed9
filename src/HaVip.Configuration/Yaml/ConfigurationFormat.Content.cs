using HaVip.Configuration.Yaml.Binding;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using static HaVip.Core.Configuration.ConfigurationKeys;

namespace HaVip.Configuration.Yaml;

internal static partial class ConfigurationFormat
{
    private const string AddressExample = "192.168.7.100/24";

    private static Key<InstanceConfiguration>[] ContentKeys() =>
    [
        new ValueKey<InstanceConfiguration, AuthenticationFields>(
            Authentication,
            "How advertisements prove their sender: a simple password (version 2 only, clear text, a guard against "
            + "mistakes and not against people) or HMAC keys (as keepalived 2.4.2 and later).",
            new AuthenticationValue(AuthenticationKeys()),
            AuthenticationFields.Of,
            (i, fields) => fields.ApplyTo(i))
        {
            Example = "authentication: { type: simplePassword, password: \"...\" }", OtherNames = ["auth", "auth_hmac"],
        },
        new ValueKey<InstanceConfiguration, ChecksumPreference>(
            Checksum,
            "Version 3 over IPv4: the form of the checksum (RFC 9568 section 5.2.8). auto hears both and follows the peer.",
            new ChoiceValue<ChecksumPreference>(
            [
                ("auto", ChecksumPreference.Auto),
                ("pseudoHeader", ChecksumPreference.PseudoHeader),
                ("messageOnly", ChecksumPreference.MessageOnly),
            ]),
            i => i.Checksum,
            (i, checksum) => i with { Checksum = checksum })
        {
            Example = "checksum: auto", OtherNames = ["v3_checksum_as_v2"],
        },
        new ValueKey<InstanceConfiguration, UnicastSettings>(
            ConfigurationKeys.Unicast,
            "Advertisements to listed peers instead of multicast; only those peers are heard.",
            UnicastValue(),
            i => i.Unicast,
            (i, unicast) => i with { Unicast = unicast })
        {
            Example = "unicast: { peers: [192.168.6.120] }", OtherNames = ["unicast_peer"],
        },
        new ValueKey<InstanceConfiguration, IReadOnlyList<HeartbeatPath>>(
            Heartbeat,
            "Further interfaces for the same advertisements, in the same order on every node; a Backup takes over only "
            + "when all are silent. Needs HaVip on every node.",
            new ListValue<HeartbeatPath>(new HeartbeatPathValue(InterfaceName, HeartbeatKeys()), new HeartbeatPath(""), "eth1"),
            i => i.Heartbeat,
            (i, paths) => i with { Heartbeat = paths })
        {
            Example = "heartbeat: [eth1]", OtherNames = ["heartbeats", "heartbeat_interface"],
        },
        new ValueKey<InstanceConfiguration, IReadOnlyList<VirtualAddress>>(
            VirtualAddresses,
            "The addresses the Master owns, all of one family, in the order of the advertisement.",
            AddressList(minimumItems: 1),
            i => i.VirtualAddresses,
            (i, addresses) => i with { VirtualAddresses = addresses })
        {
            Example = $"virtualAddresses: [{AddressExample}]",
            IsRequired = true,
            OtherNames = ["virtual_ipaddress", "virtualIpAddresses", "addresses", "vips", "vip"],
        },
        new ValueKey<InstanceConfiguration, IReadOnlyList<VirtualAddress>>(
            ExcludedAddresses,
            "Addresses that move together with the others without being in the advertisement.",
            AddressList(),
            i => i.ExcludedAddresses,
            (i, addresses) => i with { ExcludedAddresses = addresses })
        {
            Example = "excludedAddresses: [192.168.8.100/24]", OtherNames = ["virtual_ipaddress_excluded"],
        },
        new ValueKey<InstanceConfiguration, IReadOnlyList<VirtualRoute>>(
            VirtualRoutes,
            "Routes that exist only while this node is Master.",
            new ListValue<VirtualRoute>(RouteValue(), new VirtualRoute(), "{ destination: default, gateway: 192.168.7.1 }"),
            i => i.VirtualRoutes,
            (i, routes) => i with { VirtualRoutes = routes })
        {
            Example = "virtualRoutes: [{ destination: default, gateway: 192.168.7.1 }]", OtherNames = ["routes"],
        },
        new ValueKey<InstanceConfiguration, AnnouncementSettings>(
            Announcements,
            "Gratuitous ARP after becoming Master, so that hosts and switches learn where the addresses are now.",
            AnnouncementsValue(),
            i => i.Announcements,
            (i, announcements) => i with { Announcements = announcements })
        {
            Example = "announcements: { repeat: 5, delay: 5s }",
        },
        new ValueKey<InstanceConfiguration, HandoverSettings>(
            Handover,
            "What becomes of clients that are connected when the addresses move to another node.",
            HandoverValue(),
            i => i.Handover,
            (i, handover) => i with { Handover = handover })
        {
            Example = "handover: { drain: 2s }",
        },
        new ValueKey<InstanceConfiguration, IReadOnlyList<VirtualRule>>(
            VirtualRules,
            "Routing rules that exist only while this node is Master.",
            new ListValue<VirtualRule>(RuleValue(), new VirtualRule(), "{ preference: 100, from: 192.168.7.100/32, table: 100 }"),
            i => i.VirtualRules,
            (i, rules) => i with { VirtualRules = rules })
        {
            Example = "virtualRules: [{ preference: 100, from: 192.168.7.100/32, table: 100 }]", OtherNames = ["rules"],
        },
        new ValueKey<InstanceConfiguration, bool>(
            ConfigurationKeys.VirtualMac,
            "Whether the addresses live behind the virtual router's own MAC (RFC 9568 section 7.3), on an interface that the "
            + "runner makes for them.",
            Boolean,
            i => i.VirtualMac,
            (i, virtualMac) => i with { VirtualMac = virtualMac })
        { Example = "virtualMac: true", OtherNames = ["use_vmac"] },
    ];

    private static ListValue<VirtualAddress> AddressList(int minimumItems = 0) =>
        new(new VirtualAddressValue(Prefix, AddressKeys()), new VirtualAddress(default), AddressExample)
        {
            MinimumItems = minimumItems,
        };

    private static MappingValue<VirtualAddress> AddressKeys() => new(
        new VirtualAddress(default),
    [
        new ValueKey<VirtualAddress, IpPrefix>(
            Address,
            "The address with its prefix length.",
            Prefix,
            a => a.Prefix,
            (a, prefix) => a with { Prefix = prefix })
        {
            Example = $"address: {AddressExample}",
            IsRequired = true,
            OtherNames = ["ip"],
        },
        new ValueKey<VirtualAddress, string>(
            Interface,
            "The interface that carries it. Default: the instance's.",
            InterfaceName,
            a => a.Interface,
            (a, name) => a with { Interface = name })
        { Example = "interface: eth1", OtherNames = ["dev"] },
        new ValueKey<VirtualAddress, string>(
            Label,
            "IPv4 only: a label that 'ip address' shows, beginning with the interface's name.",
            new TextValue("a label, such as eth0:ha", "^[!-.0-~]{1,15}$"),
            a => a.Label,
            (a, label) => a with { Label = label })
        { Example = "label: eth0:ha" },
        new ValueKey<VirtualAddress, AddressScope>(
            Scope,
            "Where the address is valid.",
            ScopeWords,
            a => a.Scope,
            (a, scope) => a with { Scope = scope })
        { Example = "scope: global" },
        .. AddressOptionKeys()
    ]);

    private static MappingValue<VirtualRoute> RouteValue() => new(
        new VirtualRoute(),
    [
        new ValueKey<VirtualRoute, IpPrefix>(
            Destination,
            "The network, or 'default'.",
            new DestinationValue(),
            r => r.Destination,
            (r, destination) => r with { Destination = destination })
        {
            Example = "destination: default",
            IsRequired = true,
            OtherNames = ["to", "dst"],
        },
        new ValueKey<VirtualRoute, IpAddress?>(
            Gateway,
            "The next hop, in the same family; every type but unicast goes without.",
            new OptionalValue<IpAddress>(new AddressValue()),
            r => r.Gateway.Family == AddressFamily.None ? null : r.Gateway,
            (r, gateway) => r with { Gateway = gateway ?? default })
        {
            Example = "gateway: 192.168.7.1",
            OtherNames = ["via", "gw"],
        },
        new ValueKey<VirtualRoute, string>(
            Interface,
            "The outgoing interface. Default: the instance's.",
            InterfaceName,
            r => r.Interface,
            (r, name) => r with { Interface = name })
        { Example = "interface: eth0", OtherNames = ["dev"] },
        new ValueKey<VirtualRoute, uint>(
            Metric,
            "The preference among routes to the same destination, the lowest first; 0 is the kernel's default.",
            new IntegerValue<uint>(uint.MinValue, uint.MaxValue, ReaderRules.ValueRange),
            r => r.Metric,
            (r, metric) => r with { Metric = metric })
        { Example = "metric: 100" },
        .. RouteOptionKeys()
    ])
    {
        Complete = WithFamily,
    };

    private static MappingValue<HandoverSettings> HandoverValue() => new(
        new HandoverSettings(),
        new ValueKey<HandoverSettings, Duration>(
            Drain,
            "How long TCP connections that are open to the old owner may go on there: 0s (not at all) to 60s.",
            Time,
            h => h.Drain,
            (h, drain) => h with { Drain = drain })
        { Example = "drain: 2s" });

    private static MappingValue<AnnouncementSettings> AnnouncementsValue() => new(
        new AnnouncementSettings(),
        new ValueKey<AnnouncementSettings, byte>(
            Repeat,
            "Messages per address in each burst.",
            new IntegerValue<byte>(
                ConfigurationLimits.MinimumAnnouncementRepeat,
                ConfigurationLimits.MaximumAnnouncementRepeat,
                ConfigurationRules.AnnouncementRepeatRange),
            a => a.Repeat,
            (a, repeat) => a with { Repeat = repeat })
        { Example = "repeat: 5", OtherNames = ["garp_master_repeat"] },
        new ValueKey<AnnouncementSettings, Duration>(
            Delay,
            "When a second burst follows the first: 0s (never) to 300s.",
            Time,
            a => a.Delay,
            (a, delay) => a with { Delay = delay })
        { Example = "delay: 5s", OtherNames = ["garp_master_delay"] },
        new ValueKey<AnnouncementSettings, Duration>(
            Refresh,
            "How often one message per address is repeated while Master: 0s (never) to 86400s.",
            Time,
            a => a.Refresh,
            (a, refresh) => a with { Refresh = refresh })
        { Example = "refresh: 60s", OtherNames = ["garp_master_refresh"] },
        new ValueKey<AnnouncementSettings, Duration>(
            Spacing,
            "The time between two messages on an interface, behind the first one for each address: 0s (at once) to 1s.",
            Time,
            a => a.Spacing,
            (a, spacing) => a with { Spacing = spacing })
        { Example = "spacing: 20ms", OtherNames = ["garp_interval"] });

    /// <summary>A default route is of its gateway's or its source's family; without either it is of IPv4.</summary>
    private static VirtualRoute WithFamily(VirtualRoute route)
    {
        if (route.Destination.Family != AddressFamily.None) return route;
        var isIPv6 = route.Gateway.Family == AddressFamily.IPv6 || route.Source?.Family == AddressFamily.IPv6;
        var family = isIPv6 ? AddressFamily.IPv6 : AddressFamily.IPv4;
        Span<byte> zero = stackalloc byte[IpAddress.LengthOf(family)];
        zero.Clear();
        return route with { Destination = new IpPrefix(IpAddress.FromBytes(zero), 0) };
    }
}
