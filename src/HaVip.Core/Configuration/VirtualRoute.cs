using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>A route that exists only while the instance is Master.</summary>
public sealed record VirtualRoute
{
    /// <summary>The destination; <c>0.0.0.0/0</c> or <c>::/0</c> for the default route, which is written <c>default</c>.</summary>
    public IpPrefix Destination { get; init; }

    /// <summary>The next hop; without a family where there is none.</summary>
    public IpAddress Gateway { get; init; }

    /// <summary>The outgoing interface; null means the instance's.</summary>
    public string? Interface { get; init; }

    /// <summary>The route's preference among equals; 0 is the kernel's default.</summary>
    public uint Metric { get; init; }

    public RouteType Type { get; init; } = RouteType.Unicast;

    /// <summary>The routing table; 0 is the kernel's main one (254).</summary>
    public uint Table { get; init; }

    /// <summary>The address that what this machine sends by the route comes from; null leaves it to the kernel.</summary>
    public IpAddress? Source { get; init; }

    /// <summary>The gateway is on the link even where no address of the interface reaches it.</summary>
    public bool OnLink { get; init; }

    /// <summary>The largest packet of the path, 68 to 65535; null leaves it to the kernel.</summary>
    public ushort? Mtu { get; init; }

    /// <summary>Null is as the kernel does: link without a gateway, else global.</summary>
    public AddressScope? Scope { get; init; }

    public bool IsDefault => Destination.Length == 0;

    public override string ToString()
    {
        var destination = IsDefault ? "default" : Destination.ToString();
        if (Type != RouteType.Unicast) return $"{Type.ToString().ToLowerInvariant()} {destination}";
        return Gateway.Family == AddressFamily.None ? destination : $"{destination} via {Gateway}";
    }
}
