using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>An address that moves with mastership.</summary>
public sealed record VirtualAddress
{
    public VirtualAddress(IpPrefix prefix) => Prefix = prefix;

    /// <summary>Address and prefix length; a length left out is /32 or /128.</summary>
    public IpPrefix Prefix { get; init; }

    /// <summary>The interface that carries it; null means the instance's.</summary>
    public string? Interface { get; init; }

    /// <summary>IPv4 only: an alias label of at most 15 characters, as <c>ip address ... label</c>.</summary>
    public string? Label { get; init; }

    public AddressScope Scope { get; init; } = AddressScope.Global;

    /// <summary>IPv4 only: the broadcast address of its network; null means none.</summary>
    public IpAddress? Broadcast { get; init; }

    /// <summary>The other end of a point-to-point link, with its prefix length; null means none.</summary>
    public IpPrefix? Peer { get; init; }

    /// <summary>How long the machine prefers it as a source; 0 s: never, null: as long as it is there.</summary>
    public Duration? PreferredLifetime { get; init; }

    /// <summary>The kernel makes no route to its network.</summary>
    public bool NoPrefixRoute { get; init; }

    public override string ToString() => Prefix.ToString();
}
