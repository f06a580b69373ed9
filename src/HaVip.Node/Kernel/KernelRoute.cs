using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Node.Kernel;

/// <summary>A route with HaVip's protocol number.</summary>
/// <param name="InterfaceIndex">0 for one that refuses.</param>
/// <param name="Destination">Network and prefix length.</param>
/// <param name="Gateway">The default value for none.</param>
/// <param name="Metric">Its preference among equals.</param>
internal readonly record struct KernelRoute(int InterfaceIndex, IpPrefix Destination, IpAddress Gateway, uint Metric)
{
    /// <summary>0 is the main one.</summary>
    public uint Table { get; init; }

    /// <summary>How it refuses what it matches; null where it sends it on.</summary>
    public RouteType? Refusal { get; init; }

    /// <summary>
    /// The address that what the machine sends by the route comes from; the default value where the kernel chooses. IPv4: a
    /// route of the main table goes with it.
    /// </summary>
    public IpAddress Source { get; init; }

    public bool IsOnLink { get; init; }

    /// <summary>The largest packet of the path; 0 leaves it to the kernel.</summary>
    public ushort Mtu { get; init; }

    public AddressScope? Scope { get; init; }

    /// <summary>IPv6: seconds until the route is void unless it is renewed; 0 for no lease.</summary>
    public uint ValidSeconds { get; init; }

    /// <summary>What the kernel makes of an IPv6 metric of 0.</summary>
    private const uint DefaultIPv6Metric = 1024;

    public static KernelRoute Of(int interfaceIndex, VirtualRoute route)
    {
        var isDefault = route.Metric == 0 && route.Destination.Family == AddressFamily.IPv6;
        return new KernelRoute(
            interfaceIndex, route.Destination, route.Gateway, isDefault ? DefaultIPv6Metric : route.Metric)
        {
            Table = route.Table,
            Refusal = route.Type == RouteType.Unicast ? null : route.Type,
            Source = route.Source ?? default,
            IsOnLink = route.OnLink,
            Mtu = route.Mtu ?? 0,
            Scope = route.Scope,
        };
    }

    /// <summary>
    /// With an end where the kernel has one for it: an IPv4 route of the main table goes with the address it prefers as its
    /// source, and an IPv6 route that leads somewhere expires.
    /// </summary>
    /// <param name="seconds">How long the kernel keeps it without renewal; null for ever.</param>
    /// <param name="address">The leased IPv4 address; the default value for none.</param>
    public KernelRoute Leased(uint? seconds, IpAddress address)
    {
        if (seconds is null) return this;
        if (Destination.Family == AddressFamily.IPv6)
            return Refusal is null ? this with { ValidSeconds = seconds.Value } : this;
        return Source.Family == AddressFamily.None && Table == 0 ? this with { Source = address } : this;
    }

    /// <summary>
    /// Whether this one can become <paramref name="other"/> by a renewal: the kernel gives no end to a route without one.
    /// </summary>
    public bool CanBecome(KernelRoute other) =>
        (ValidSeconds == 0) == (other.ValidSeconds == 0) && this with { ValidSeconds = other.ValidSeconds } == other;

    /// <summary>The same way to the same destination, whatever its source or lease.</summary>
    public bool IsAt(KernelRoute other) =>
        InterfaceIndex == other.InterfaceIndex && Destination == other.Destination && Gateway == other.Gateway
        && Metric == other.Metric && Table == other.Table && Refusal == other.Refusal;

    /// <summary>As <c>ip route</c> writes it, without the interface.</summary>
    public override string ToString()
    {
        var refusal = Refusal is { } type ? $"{type.ToString().ToLowerInvariant()} " : "";
        var destination = Destination.Length == 0 ? "default" : Destination.ToString();
        var gateway = Gateway.Family == AddressFamily.None ? "" : $" via {Gateway}";
        return $"{refusal}{destination}{gateway}{(Table == 0 ? "" : $" table {Table}")}";
    }
}
