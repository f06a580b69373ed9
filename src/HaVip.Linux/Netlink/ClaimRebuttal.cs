using HaVip.Core.Values;

namespace HaVip.Linux.Netlink;

/// <summary>IPv6 addresses that are still at this host, whatever another one announces.</summary>
public sealed record ClaimRebuttal
{
    public required string InterfaceName { get; init; }

    public required int InterfaceIndex { get; init; }

    /// <summary>This host's at the interface.</summary>
    public required MacAddress Own { get; init; }

    public required IReadOnlyList<IpAddress> Addresses { get; init; }
}
