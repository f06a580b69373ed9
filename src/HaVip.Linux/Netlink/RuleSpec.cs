using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Linux.Netlink;

/// <summary>A routing rule as it is wanted, or as the kernel reports it. On removal every field must match the rule there.</summary>
public readonly record struct RuleSpec
{
    public RuleSpec()
    {
    }

    public required AddressFamily Family { get; init; }

    /// <summary>Rules are tried from the lowest on.</summary>
    public required uint Preference { get; init; }

    /// <summary>Host bits must be zero; a length of 0 is anywhere, and so is the default value.</summary>
    public IpPrefix From { get; init; }

    public IpPrefix To { get; init; }

    /// <summary>At most 15 bytes; the interface need not exist. Null is any.</summary>
    public string? InputInterface { get; init; }

    public string? OutputInterface { get; init; }

    /// <summary>0 is any: the kernel tells a mark of 0 with a mask, which HaVip never writes.</summary>
    public uint FirewallMark { get; init; }

    /// <summary>0 for a rule that looks up none.</summary>
    public uint Table { get; init; }

    public RuleAction Action { get; init; } = RuleAction.Lookup;

    /// <summary>Who put it there, Linux 4.17; older kernels ignore it and report none.</summary>
    public byte Protocol { get; init; } = HaVipMark.RouteProtocol;
}
