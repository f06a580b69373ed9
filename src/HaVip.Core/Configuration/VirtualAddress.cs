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

    public override string ToString() => Prefix.ToString();
}
