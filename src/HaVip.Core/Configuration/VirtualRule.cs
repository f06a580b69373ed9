using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>A routing rule that exists only while the instance is Master.</summary>
public sealed record VirtualRule
{
    /// <summary>Rules are tried from the lowest on; 1 to 32765, between the kernel's own.</summary>
    public uint Preference { get; init; }

    /// <summary>Null means from anywhere.</summary>
    public IpPrefix? From { get; init; }

    /// <summary>Null means to anywhere.</summary>
    public IpPrefix? To { get; init; }

    public string? InputInterface { get; init; }

    public string? OutputInterface { get; init; }

    /// <summary>Null means any.</summary>
    public uint? FirewallMark { get; init; }

    /// <summary>Lookup: the table; 254 is the kernel's main one.</summary>
    public uint Table { get; init; }

    public RuleAction Action { get; init; } = RuleAction.Lookup;

    /// <summary>That of its prefixes; the instance's where it has none.</summary>
    public AddressFamily Family => From?.Family ?? To?.Family ?? AddressFamily.None;
}
