using System.Globalization;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Export;

internal sealed partial class InstanceBlock
{
    private void WriteAddresses()
    {
        blocks.LineIf(_instance.VirtualAddresses.Count == 0, "no_virtual_ipaddress");
        blocks.LineIf(_instance is { VirtualAddresses.Count: 0, Family: AddressFamily.IPv6 }, "native_ipv6");
        blocks.Block(
            "virtual_ipaddress", _instance.VirtualAddresses.Select((a, i) => Address(a, $"virtualAddresses[{i}]")));
        blocks.Block(
            "virtual_ipaddress_excluded",
            _instance.ExcludedAddresses.Select((a, i) => Address(a, $"excludedAddresses[{i}]")));
        blocks.Block("virtual_routes", _instance.VirtualRoutes.Select((r, i) => Route(r, $"virtualRoutes[{i}]")));
        blocks.Block("virtual_rules", _instance.VirtualRules.Select((r, i) => Rule(r, $"virtualRules[{i}]")));
    }

    private string Address(VirtualAddress address, string key)
    {
        var isIPv4 = address.Prefix.Family == AddressFamily.IPv4;
        List<string> words = [address.Prefix.ToString()];
        if (address.Broadcast is { } broadcast) words.Add($"brd {broadcast}");
        if (address.Interface is { } name) words.Add($"dev {Word(name, key)}");
        if (isIPv4 && address.Scope != AddressScope.Global) words.Add($"scope {Scope(address.Scope)}");
        else if (address.Scope != AddressScope.Global)
            losses.Add(
                $"{Path}.{key}.scope", "keepalived knows scopes of IPv4 addresses alone: the kernel chooses this one.");
        if (address.Label is { } label) words.Add($"label {Word(label, key)}");
        if (address.Peer is { } peer) words.Add($"peer {peer}");
        if (address.NoPrefixRoute) words.Add("noprefixroute");
        if (address.PreferredLifetime is { } lifetime) words.Add($"preferred_lft {Lifetime(lifetime, key)}");
        return string.Join(' ', words);
    }

    private string Lifetime(Duration lifetime, string key)
    {
        var seconds = lifetime.Microseconds / 1_000_000;
        if (Duration.FromSeconds(seconds) != lifetime)
            losses.Add($"{Path}.{key}.preferredLifetime", "keepalived counts lifetimes in whole seconds.");
        return seconds.ToString(NumberFormatInfo.InvariantInfo);
    }

    private string Route(VirtualRoute route, string key)
    {
        List<string> words = [];
        if (route.Type != RouteType.Unicast) words.Add(route.Type.ToString().ToLowerInvariant());

        // 'default' alone is IPv4 for keepalived.
        var isDefault = route is { IsDefault: true, Destination.Family: AddressFamily.IPv4 };
        words.Add(isDefault ? "default" : route.Destination.ToString());
        if (route.Gateway.Family != AddressFamily.None) words.Add($"via {route.Gateway}");
        if (route.Type == RouteType.Unicast) words.Add($"dev {Word(route.Interface ?? _instance.Interface, key)}");
        if (route.Source is { } source) words.Add($"src {source}");
        if (route.Metric > 0) words.Add($"metric {Number(route.Metric)}");
        if (route.Table > 0) words.Add($"table {Number(route.Table)}");
        if (route.Mtu is { } mtu) words.Add($"mtu {mtu}");
        if (route.Scope is { } scope) words.Add($"scope {Scope(scope)}");
        if (route.OnLink) words.Add("onlink");

        // It asks to track a route, and refuses where there is no interface that would tell.
        if (route.Type != RouteType.Unicast) words.Add("no_track");
        return string.Join(' ', words);
    }

    private string Rule(VirtualRule rule, string key)
    {
        List<string> words = [];
        if (rule.From is { } from) words.Add($"from {from}");
        if (rule.To is { } to) words.Add($"to {to}");
        if (rule.InputInterface is { } input) words.Add($"iif {Word(input, key)}");
        if (rule.OutputInterface is { } output) words.Add($"oif {Word(output, key)}");
        if (rule.FirewallMark is { } mark) words.Add($"fwmark {Number(mark)}");
        var isFamilyless = rule.From is null && rule.To is null;
        if (isFamilyless && _instance.Family == AddressFamily.IPv6) words.Add("inet6");
        var action = rule.Action.ToString().ToLowerInvariant();
        words.Add(rule.Action == RuleAction.Lookup ? $"table {Number(rule.Table)}" : action);
        words.Add($"preference {Number(rule.Preference)}");
        return string.Join(' ', words);
    }

    private static string Scope(AddressScope scope) => scope.ToString().ToLowerInvariant();

    private static string Number(uint number) => number.ToString(NumberFormatInfo.InvariantInfo);
}
