using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Node.Kernel;

/// <summary>A route of the main table with HaVip's protocol number.</summary>
internal readonly record struct KernelRoute(int InterfaceIndex, IpPrefix Destination, IpAddress Gateway, uint Metric)
{
    /// <summary>What the kernel makes of an IPv6 metric of 0.</summary>
    private const uint DefaultIPv6Metric = 1024;

    public static KernelRoute Of(int interfaceIndex, VirtualRoute route)
    {
        var isDefault = route.Metric == 0 && route.Destination.Family == AddressFamily.IPv6;
        return new KernelRoute(
            interfaceIndex, route.Destination, route.Gateway, isDefault ? DefaultIPv6Metric : route.Metric);
    }
}
