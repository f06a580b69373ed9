using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    private static void CheckAcrossInstances(IReadOnlyList<InstanceConfiguration> instances, DiagnosticList findings)
    {
        CheckUniqueNames(instances, findings);
        CheckUniqueRouters(instances, findings);
        CheckUniqueAddresses(instances, findings);
        CheckUniqueRoutes(instances, findings);
    }

    private static void CheckUniqueNames(IReadOnlyList<InstanceConfiguration> instances, DiagnosticList findings)
    {
        // Names are matched without case at the prompt, so two that differ in case alone cannot be told apart.
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < instances.Count; i++)
        {
            var name = instances[i].Name;
            if (name.Length == 0 || seen.TryAdd(name, i)) continue;
            findings.Add(
                ConfigurationRules.InstanceNameUnique,
                $"{InstancePath(i)}.{ConfigurationKeys.Name}",
                $"The name '{Shown(name)}' is already that of {InstancePath(seen[name])}.",
                "Give each instance its own name; upper and lower case count as the same.");
        }
    }

    private static void CheckUniqueRouters(IReadOnlyList<InstanceConfiguration> instances, DiagnosticList findings)
    {
        // Without the version: receivers find the router by interface, family and id before they look at the version.
        var seen = new Dictionary<(string Interface, AddressFamily Family, byte Id), int>();
        for (var i = 0; i < instances.Count; i++)
        {
            if (instances[i].VirtualRouterId == 0) continue;
            foreach (var name in InterfacesOf(instances[i])) CheckUniqueRouter(instances[i], i, name, seen, findings);
        }
    }

    private static void CheckUniqueRouter(
        InstanceConfiguration instance,
        int index,
        string name,
        Dictionary<(string Interface, AddressFamily Family, byte Id), int> seen,
        DiagnosticList findings)
    {
        var key = (name, FamilyOf(instance), instance.VirtualRouterId);
        if (name.Length == 0 || seen.TryAdd(key, index)) return;
        findings.Add(
            ConfigurationRules.VirtualRouterIdUnique,
            $"{InstancePath(index)}.{ConfigurationKeys.VirtualRouterId}",
            $"virtualRouterId {instance.VirtualRouterId} on {Shown(name)} ({key.Item2}) is already that of "
            + $"{InstancePath(seen[key])}.",
            "Give each virtual router of an interface its own virtualRouterId, whatever its version.");
    }

    private static IEnumerable<string> InterfacesOf(InstanceConfiguration instance) =>
        instance.Heartbeat.Select(heartbeat => heartbeat.Interface).Prepend(instance.Interface).Distinct();

    private static void CheckUniqueAddresses(IReadOnlyList<InstanceConfiguration> instances, DiagnosticList findings)
    {
        var seen = new Dictionary<(string Interface, IpAddress Address), string>();
        for (var i = 0; i < instances.Count; i++)
        {
            var instance = instances[i];
            foreach (var (path, address) in AddressesWithPaths(instance, InstancePath(i)))
            {
                if (address.Prefix.Family == AddressFamily.None) continue;
                var key = (address.Interface ?? instance.Interface, address.Prefix.Address);
                if (seen.TryAdd(key, path)) continue;
                findings.Add(
                    ConfigurationRules.AddressUnique,
                    $"{path}.{ConfigurationKeys.Address}",
                    $"{address.Prefix.Address} on the same interface is already in {seen[key]}.",
                    "Write each address once.");
            }
        }
    }

    private static void CheckUniqueRoutes(IReadOnlyList<InstanceConfiguration> instances, DiagnosticList findings)
    {
        var seen = new Dictionary<(IpPrefix Destination, uint Metric, uint Table), string>();
        for (var i = 0; i < instances.Count; i++)
        {
            for (var j = 0; j < instances[i].VirtualRoutes.Count; j++)
            {
                var route = instances[i].VirtualRoutes[j];
                var path = $"{InstancePath(i)}.{ConfigurationKeys.VirtualRoutes}[{j}]";
                if (route.Destination.Family == AddressFamily.None) continue;
                var key = (route.Destination, route.Metric, route.Table);
                if (seen.TryAdd(key, path)) continue;
                findings.Add(
                    ConfigurationRules.RouteUnique,
                    path,
                    $"A route to the same destination with metric {route.Metric} is already in "
                    + $"{seen[key]}: the machine can have one of them only.",
                    "Write the route once, or give it another metric.");
            }
        }
    }

    private static IEnumerable<(string Path, VirtualAddress Address)> AddressesWithPaths(
        InstanceConfiguration instance, string path) =>
        instance.VirtualAddresses.Select((a, i) => ($"{path}.{ConfigurationKeys.VirtualAddresses}[{i}]", a))
            .Concat(instance.ExcludedAddresses.Select((a, i) => ($"{path}.{ConfigurationKeys.ExcludedAddresses}[{i}]", a)));
}
