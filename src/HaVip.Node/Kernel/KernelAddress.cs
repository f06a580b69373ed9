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

    /// <summary>Tagged by HaVip as its own (IFA_PROTO); kernels before 5.18 never say so.</summary>
    public bool IsTagged { get; init; }

    /// <summary>IPv4: another address of the subnet came first, and its removal may take this one along.</summary>
    public bool IsSecondary { get; init; }

    /// <summary>
    /// Whether this one can become <paramref name="other"/> by a renewal. The kernel would give the route that an IPv6
    /// address without end shares with its subnet the end of the lease, and take it from the node's own addresses too.
    /// </summary>
    public bool CanBecome(KernelAddress other)
    {
        var ends = ValidSeconds == AddressInfo.Forever && other.ValidSeconds != AddressInfo.Forever;
        if (ends && Prefix.Family == AddressFamily.IPv6 && Prefix.Length < 128) return false;
        return this with { ValidSeconds = other.ValidSeconds } == other;
    }
}
