using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Linux.Netlink;

/// <summary>A route as it is wanted. On removal every field must match the route there (a zero metric matches any).</summary>
public readonly record struct RouteSpec
{
    /// <summary>The table <c>main</c>.</summary>
    public const uint MainTable = 254;

    public RouteSpec()
    {
    }

    /// <summary>Host bits must be zero; a length of 0 is the default route.</summary>
    public required IpPrefix Destination { get; init; }

    /// <summary>The default value makes a route to the link itself.</summary>
    public IpAddress Gateway { get; init; }

    /// <summary>0 for a route that refuses: it leads over no interface.</summary>
    public required int InterfaceIndex { get; init; }

    public RouteType Type { get; init; } = RouteType.Unicast;

    /// <summary>Must be an address of the node; the route goes when that address goes (IPv4). The default value sets none.</summary>
    public IpAddress PreferredSource { get; init; }

    /// <summary>0 leaves it to the kernel: none for IPv4, 1024 for IPv6.</summary>
    public uint Metric { get; init; }

    public uint Table { get; init; } = MainTable;

    public byte Protocol { get; init; } = HaVipMark.RouteProtocol;

    /// <summary>
    /// IPv6 only: seconds after which the route leads nowhere and the kernel forgets it some time later; 0 for never. The
    /// kernel does not take an IPv6 route away with its preferred source.
    /// </summary>
    public uint ExpiresSeconds { get; init; }

    /// <summary>IPv4 only; null takes global with a gateway and link without.</summary>
    public AddressScope? Scope { get; init; }

    /// <summary>The gateway is on the link though no address of the interface says so.</summary>
    public bool IsOnLink { get; init; }

    /// <summary>The largest packet of the path; 0 leaves it to the kernel.</summary>
    public ushort Mtu { get; init; }

    internal AddressScope EffectiveScope =>
        Scope ?? (Gateway.Family == AddressFamily.None && Destination.Family == AddressFamily.IPv4
        && Type == RouteType.Unicast
            ? AddressScope.Link
            : AddressScope.Global);

    public override string ToString() =>
        (Type == RouteType.Unicast ? "" : $"{Type.ToString().ToLowerInvariant()} ")
        + (Destination.Length == 0 ? "default" : Destination.ToString())
        + (Gateway.Family == AddressFamily.None ? "" : $" via {Gateway}")
        + (InterfaceIndex == 0 ? "" : $" on interface {InterfaceIndex}");
}
