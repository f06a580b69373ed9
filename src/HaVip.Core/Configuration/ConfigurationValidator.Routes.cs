using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    private static void CheckRoutes(InstanceConfiguration instance, string path, DiagnosticList findings)
    {
        for (var i = 0; i < instance.VirtualRoutes.Count; i++)
        {
            var route = instance.VirtualRoutes[i];
            var routePath = $"{path}.{ConfigurationKeys.VirtualRoutes}[{i}]";
            CheckDestination(route.Destination, $"{routePath}.{ConfigurationKeys.Destination}", findings);
            if (route.Type == RouteType.Unicast)
                CheckGateway(instance, route, $"{routePath}.{ConfigurationKeys.Gateway}", findings);
            CheckRouteOptions(route, routePath, findings);
            CheckInterfaceName(
                ConfigurationRules.RouteInterfaceFormat,
                route.Interface,
                $"{routePath}.{ConfigurationKeys.Interface}",
                findings);
        }
    }

    private static void CheckDestination(IpPrefix destination, string path, DiagnosticList findings)
    {
        if (destination.Family == AddressFamily.None)
            AddRequired(path, ConfigurationKeys.Destination, "destination: default", findings);
        else if (destination != destination.Network)
        {
            findings.Add(
                ConfigurationRules.RouteDestinationHostBits,
                path,
                $"The destination {destination} has bits set after its prefix: the kernel refuses such a route.",
                $"Write {destination.Network} for the network, or {destination.Address} for the host alone.");
        }
    }

    private static void CheckGateway(
        InstanceConfiguration instance, VirtualRoute route, string path, DiagnosticList findings)
    {
        var gateway = route.Gateway;
        if (gateway.Family == AddressFamily.None)
        {
            // A network behind an interface needs no gateway, but it must be meant.
            if (route.Interface is null || route.OnLink)
                AddRequired(path, ConfigurationKeys.Gateway, "gateway: 192.168.7.1", findings);
        }
        else if (route.Destination.Family != AddressFamily.None && gateway.Family != route.Destination.Family)
        {
            findings.Add(
                ConfigurationRules.RouteFamily,
                path,
                $"The gateway {gateway} is {gateway.Family}, but the destination is {route.Destination.Family}.",
                "Write both in one family.");
        }
        else if (UnusableGateway(instance, gateway) is { } reason)
        {
            findings.Add(
                ConfigurationRules.RouteGatewayNotUsable, path, $"{gateway} cannot be a gateway: it is {reason}.");
        }
        else if (!route.OnLink && !IsReachable(instance, gateway))
        {
            findings.Add(
                ConfigurationRules.RouteGatewayUnreachable,
                path,
                $"The gateway {gateway} is in none of the instance's own networks: the route works only where another "
                + "address of the interface reaches it.",
                "Check the gateway and the prefix lengths of the virtual addresses.");
        }
    }

    private static string? UnusableGateway(InstanceConfiguration instance, IpAddress gateway) =>
        Addresses(instance).Any(a => a.Prefix.Address == gateway)
            ? "one of the instance's own addresses"
            : Unusable(gateway);

    /// <summary>An IPv6 gateway may be link-local: every interface reaches those.</summary>
    private static bool IsReachable(InstanceConfiguration instance, IpAddress gateway) =>
        (gateway.Family == AddressFamily.IPv6 && gateway.IsLinkLocal)
        || Addresses(instance).Any(a => a.Prefix.Contains(gateway));

    private static IEnumerable<VirtualAddress> Addresses(InstanceConfiguration instance) =>
        instance.VirtualAddresses.Concat(instance.ExcludedAddresses);
}
