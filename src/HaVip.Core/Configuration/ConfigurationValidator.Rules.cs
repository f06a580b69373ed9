using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    private static void CheckRouteOptions(VirtualRoute route, string path, DiagnosticList findings)
    {
        if (route.Type != RouteType.Unicast)
        {
            foreach (var (key, isSet) in new[]
            {
                (ConfigurationKeys.Gateway, route.Gateway.Family != AddressFamily.None),
                (ConfigurationKeys.Interface, route.Interface is not null),
                (ConfigurationKeys.Source, route.Source is not null),
                (ConfigurationKeys.OnLink, route.OnLink),
                (ConfigurationKeys.Mtu, route.Mtu is not null),
            })
            {
                if (!isSet) continue;
                findings.Add(
                    TrackingRules.RouteKeyNotApplicable,
                    $"{path}.{key}",
                    $"'{key}' does not belong to a route of type {route.Type.ToString().ToLowerInvariant()}: it leads nowhere.",
                    "Leave it out, or leave type out.");
            }
        }

        var family = route.Destination.Family;
        if (route.Source is { } source && family != AddressFamily.None && source.Family != family)
        {
            findings.Add(
                TrackingRules.RouteSourceFamily,
                $"{path}.{ConfigurationKeys.Source}",
                $"The source {source} is {source.Family}, but the destination is {family}.",
                "Write both in one family.");
        }

        if (route.Mtu is null or >= ConfigurationLimits.MinimumRouteMtu) return;
        findings.Add(
            TrackingRules.RouteMtuRange,
            $"{path}.{ConfigurationKeys.Mtu}",
            $"mtu is {route.Mtu}: expected a whole number from 68 to 65535.",
            "Leave it out for what the kernel finds.");
    }

    private static void CheckRules(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        for (var i = 0; i < instance.VirtualRules.Count; i++)
            CheckRule(instance.VirtualRules[i], $"{path}.{ConfigurationKeys.VirtualRules}[{i}]", findings);
    }

    private static void CheckRule(VirtualRule rule, string path, DiagnosticList findings)
    {
        if (rule.Preference is 0 or > ConfigurationLimits.MaximumRulePreference)
        {
            findings.Add(
                TrackingRules.RulePreferenceRange,
                $"{path}.{ConfigurationKeys.Preference}",
                $"preference is {rule.Preference}: expected a whole number from 1 to 32765.",
                "Rules are tried from the lowest preference on; the kernel's own are 0, 32766 and 32767.");
        }

        CheckRulePrefix(rule.From, $"{path}.{ConfigurationKeys.From}", findings);
        CheckRulePrefix(rule.To, $"{path}.{ConfigurationKeys.To}", findings);
        if (rule.From is { } from && rule.To is { } to && from.Family != to.Family)
        {
            findings.Add(
                TrackingRules.RuleFamily,
                $"{path}.{ConfigurationKeys.To}",
                $"{to} is {to.Family}, but {from} is {from.Family}.",
                "Write both in one family.");
        }

        if (rule.Action == RuleAction.Lookup == (rule.Table == 0))
        {
            findings.Add(
                TrackingRules.RuleTable,
                $"{path}.{ConfigurationKeys.Table}",
                rule.Table == 0 ? "The rule looks up no table." : "A rule that refuses looks up no table.",
                rule.Table == 0 ? "Write the number of a table, for example: table: 100" : "Leave table out.");
        }

        CheckInterfaceName(
            TrackingRules.RuleInterfaceFormat, rule.InputInterface, $"{path}.{ConfigurationKeys.InputInterface}", findings);
        CheckInterfaceName(
            TrackingRules.RuleInterfaceFormat, rule.OutputInterface, $"{path}.{ConfigurationKeys.OutputInterface}", findings);
    }

    private static void CheckRulePrefix(IpPrefix? prefix, string path, DiagnosticList findings)
    {
        if (prefix is not { } written || written == written.Network) return;
        findings.Add(
            TrackingRules.RuleHostBits,
            path,
            $"{written} has bits set after its prefix.",
            $"Write {written.Network} for the network, or {written.Address} for the host alone.");
    }
}
