using HaVip.Core.Values;

namespace HaVip.Linux.Netlink;

/// <summary>TCP connections to addresses of this host that another host has begun and is to go on with.</summary>
public sealed record ConnectionPass
{
    public required string InterfaceName { get; init; }

    public required int InterfaceIndex { get; init; }

    /// <summary>This host's at the interface.</summary>
    public required MacAddress Own { get; init; }

    /// <summary>The other host's.</summary>
    public required MacAddress Other { get; init; }

    /// <summary>All of one family.</summary>
    public required IReadOnlyList<IpAddress> Addresses { get; init; }

    /// <summary>The far ends of connections that are this host's already; those that begin from now on are too.</summary>
    public IReadOnlyList<FarEnd> Known { get; init; } = [];
}
