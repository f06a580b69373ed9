using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Linux.Netlink;

namespace HaVip.Node.Kernel;

/// <summary>An address as the kernel has it, or shall have it.</summary>
internal readonly record struct KernelAddress(int InterfaceIndex, IpPrefix Prefix)
{
    public AddressScope Scope { get; init; }

    /// <summary>IPv4 only; null is the interface's name.</summary>
    public string? Label { get; init; }

    /// <summary>
    /// Seconds until the kernel removes it unless it is renewed; <see cref="AddressInfo.Forever"/> for no lease.
    /// </summary>
    public uint ValidSeconds { get; init; } = AddressInfo.Forever;

    /// <summary>
    /// Seconds until the machine no longer prefers it as a source; null for as long as it is there, or never for a single
    /// IPv6 address.
    /// </summary>
    public uint? PreferredSeconds { get; init; }

    /// <summary>IPv4 only; the default value for none.</summary>
    public IpAddress Broadcast { get; init; }

    /// <summary>The other end of a point-to-point link, whose the prefix length is then; the default value for none.</summary>
    public IpAddress Peer { get; init; }

    /// <summary>The kernel makes no route to its network.</summary>
    public bool NoPrefixRoute { get; init; }

    /// <summary>Tagged by HaVip as its own (IFA_PROTO); kernels before 5.18 never say so.</summary>
    public bool IsTagged { get; init; }

    /// <summary>IPv4: another address of the subnet came first, and its removal may take this one along.</summary>
    public bool IsSecondary { get; init; }

    public static KernelAddress Of(int interfaceIndex, VirtualAddress address) => new(interfaceIndex, address.Prefix)
    {
        Prefix = address.Peer is { } peer ? new IpPrefix(address.Prefix.Address, peer.Length) : address.Prefix,
        Peer = address.Peer?.Address ?? default,
        Scope = address.Scope,
        Label = address.Label,
        Broadcast = address.Broadcast ?? default,
        NoPrefixRoute = address.NoPrefixRoute,
        PreferredSeconds = (uint?)(address.PreferredLifetime?.Microseconds / 1_000_000),
    };

    /// <summary>
    /// Whether this one can become <paramref name="other"/> by a renewal. The kernel would give the route that an IPv6
    /// address without end shares with its subnet the end of the lease, and take it from the node's own addresses too.
    /// </summary>
    public bool CanBecome(KernelAddress other)
    {
        var ends = ValidSeconds == AddressInfo.Forever && other.ValidSeconds != AddressInfo.Forever;
        if (ends && Prefix.Family == AddressFamily.IPv6 && Prefix.Length < 128) return false;
        return this with { ValidSeconds = other.ValidSeconds, PreferredSeconds = other.PreferredSeconds } == other;
    }
}
