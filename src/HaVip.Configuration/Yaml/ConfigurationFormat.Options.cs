using HaVip.Configuration.Yaml.Binding;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using static HaVip.Core.Configuration.ConfigurationKeys;

namespace HaVip.Configuration.Yaml;

/// <summary>What few addresses and routes need, and rules.</summary>
internal static partial class ConfigurationFormat
{
    private static ChoiceValue<AddressScope> ScopeWords => new(
    [
        ("global", AddressScope.Global),
        ("site", AddressScope.Site),
        ("link", AddressScope.Link),
        ("host", AddressScope.Host),
    ]);

    private static Key<VirtualAddress>[] AddressOptionKeys() =>
    [
        new ValueKey<VirtualAddress, IpAddress?>(
            Broadcast,
            "IPv4 only: the network's broadcast address. Default: none.",
            new OptionalValue<IpAddress>(new AddressValue()),
            a => a.Broadcast,
            (a, broadcast) => a with { Broadcast = broadcast })
        { Example = "broadcast: 192.168.7.255", OtherNames = ["brd"] },
        new ValueKey<VirtualAddress, IpPrefix?>(
            Peer,
            "The other end of a point-to-point link. Default: none.",
            new OptionalValue<IpPrefix>(Prefix),
            a => a.Peer,
            (a, peer) => a with { Peer = peer })
        { Example = "peer: 192.168.7.2/32" },
        new ValueKey<VirtualAddress, Duration?>(
            PreferredLifetime,
            "How long the machine prefers the address as a source; 0s: never. Default: as long as it is there.",
            new OptionalValue<Duration>(Time),
            a => a.PreferredLifetime,
            (a, lifetime) => a with { PreferredLifetime = lifetime })
        { Example = "preferredLifetime: 0s", OtherNames = ["preferred_lft"] },
        new ValueKey<VirtualAddress, bool>(
            NoPrefixRoute,
            "Whether the kernel makes no route to the address's network.",
            Boolean,
            a => a.NoPrefixRoute,
            (a, none) => a with { NoPrefixRoute = none })
        { Example = "noPrefixRoute: true" },
    ];

    private static Key<VirtualRoute>[] RouteOptionKeys() =>
    [
        new ValueKey<VirtualRoute, RouteType>(
            ConfigurationKeys.Type,
            "What happens to what the route matches: unicast sends it on, the others refuse it.",
            new ChoiceValue<RouteType>(
            [
                ("unicast", RouteType.Unicast),
                ("blackhole", RouteType.Blackhole),
                ("unreachable", RouteType.Unreachable),
                ("prohibit", RouteType.Prohibit),
            ]),
            r => r.Type,
            (r, type) => r with { Type = type })
        { Example = "type: blackhole" },
        new ValueKey<VirtualRoute, uint>(
            Table,
            "The number of the routing table; 0 is the kernel's main one.",
            new IntegerValue<uint>(uint.MinValue, uint.MaxValue, ReaderRules.ValueRange),
            r => r.Table,
            (r, table) => r with { Table = table })
        { Example = "table: 100" },
        new ValueKey<VirtualRoute, IpAddress?>(
            ConfigurationKeys.Source,
            "The address that what this machine sends by the route comes from. Default: the kernel's choice.",
            new OptionalValue<IpAddress>(new AddressValue()),
            r => r.Source,
            (r, source) => r with { Source = source })
        { Example = "source: 192.168.7.100", OtherNames = ["src"] },
        new ValueKey<VirtualRoute, bool>(
            OnLink,
            "Whether the gateway is on the link even where no address of the interface reaches it.",
            Boolean,
            r => r.OnLink,
            (r, onLink) => r with { OnLink = onLink })
        { Example = "onLink: true" },
        new ValueKey<VirtualRoute, ushort?>(
            Mtu,
            "The largest packet of the path. Default: what the kernel finds.",
            new OptionalValue<ushort>(new IntegerValue<ushort>(
                ConfigurationLimits.MinimumRouteMtu, ushort.MaxValue, TrackingRules.RouteMtuRange)),
            r => r.Mtu,
            (r, mtu) => r with { Mtu = mtu })
        { Example = "mtu: 1400" },
        new ValueKey<VirtualRoute, AddressScope?>(
            Scope,
            "How far the destination is. Default: link without a gateway, else global.",
            new OptionalValue<AddressScope>(ScopeWords),
            r => r.Scope,
            (r, scope) => r with { Scope = scope })
        { Example = "scope: link" },
    ];

    private static MappingValue<VirtualRule> RuleValue() => new(
        new VirtualRule(),
        new ValueKey<VirtualRule, uint>(
            Preference,
            "Rules are tried from the lowest on: 1 to 32765.",
            new IntegerValue<uint>(1, ConfigurationLimits.MaximumRulePreference, TrackingRules.RulePreferenceRange),
            r => r.Preference,
            (r, preference) => r with { Preference = preference })
        {
            Example = "preference: 100",
            IsRequired = true,
            OtherNames = ["priority", "pref"],
        },
        new ValueKey<VirtualRule, IpPrefix?>(
            From,
            "Where a packet comes from. Default: anywhere.",
            new OptionalValue<IpPrefix>(Prefix),
            r => r.From,
            (r, from) => r with { From = from })
        { Example = "from: 192.168.7.100/32" },
        new ValueKey<VirtualRule, IpPrefix?>(
            To,
            "Where a packet goes to. Default: anywhere.",
            new OptionalValue<IpPrefix>(Prefix),
            r => r.To,
            (r, to) => r with { To = to })
        { Example = "to: 10.0.0.0/8" },
        new ValueKey<VirtualRule, string>(
            InputInterface,
            "The interface a packet comes in by. Default: any.",
            InterfaceName,
            r => r.InputInterface,
            (r, name) => r with { InputInterface = name })
        { Example = "inputInterface: eth1", OtherNames = ["iif"] },
        new ValueKey<VirtualRule, string>(
            OutputInterface,
            "The interface a packet of this machine is bound to. Default: any.",
            InterfaceName,
            r => r.OutputInterface,
            (r, name) => r with { OutputInterface = name })
        { Example = "outputInterface: eth1", OtherNames = ["oif"] },
        new ValueKey<VirtualRule, uint?>(
            FirewallMark,
            "The mark that the firewall gave a packet. Default: any.",
            new OptionalValue<uint>(new IntegerValue<uint>(uint.MinValue, uint.MaxValue, ReaderRules.ValueRange)),
            r => r.FirewallMark,
            (r, mark) => r with { FirewallMark = mark })
        { Example = "firewallMark: 7", OtherNames = ["fwmark"] },
        new ValueKey<VirtualRule, RuleAction>(
            ConfigurationKeys.Action,
            "What is done: lookup looks the route up in the table, the others refuse the packet.",
            new ChoiceValue<RuleAction>(
            [
                ("lookup", RuleAction.Lookup),
                ("blackhole", RuleAction.Blackhole),
                ("unreachable", RuleAction.Unreachable),
                ("prohibit", RuleAction.Prohibit),
            ]),
            r => r.Action,
            (r, action) => r with { Action = action })
        { Example = "action: lookup" },
        new ValueKey<VirtualRule, uint>(
            Table,
            "lookup: the number of the routing table.",
            new IntegerValue<uint>(uint.MinValue, uint.MaxValue, ReaderRules.ValueRange),
            r => r.Table,
            (r, table) => r with { Table = table })
        { Example = "table: 100", OtherNames = ["lookup"] });
}
