using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Node.Kernel;

/// <summary>A route of the main table with HaVip's protocol number.</summary>
internal readonly record struct KernelRoute(int InterfaceIndex, IpPrefix Destination, IpAddress Gateway, uint Metric)
{
    /// <summary>
    /// IPv4: the virtual address the route comes from and goes with; the default value where the kernel chooses.
    /// </summary>
    public IpAddress Source { get; init; }

    /// <summary>IPv6: seconds until the route is void unless it is renewed; 0 for no lease.</summary>
    public uint ValidSeconds { get; init; }

    /// <summary>What the kernel makes of an IPv6 metric of 0.</summary>
    private const uint DefaultIPv6Metric = 1024;

    public static KernelRoute Of(int interfaceIndex, VirtualRoute route)
    {
        var isDefault = route.Metric == 0 && route.Destination.Family == AddressFamily.IPv6;
        return new KernelRoute(
            interfaceIndex, route.Destination, route.Gateway, isDefault ? DefaultIPv6Metric : route.Metric);
    }

    /// <summary>
    /// Whether this one can become <paramref name="other"/> by a renewal: the kernel gives no end to a route without one.
    /// </summary>
    public bool CanBecome(KernelRoute other) =>
        (ValidSeconds == 0) == (other.ValidSeconds == 0) && this with { ValidSeconds = other.ValidSeconds } == other;

    /// <summary>The same way to the same destination, whatever its source or lease.</summary>
    public bool IsAt(KernelRoute other) =>
        InterfaceIndex == other.InterfaceIndex && Destination == other.Destination && Gateway == other.Gateway
        && Metric == other.Metric;
}
