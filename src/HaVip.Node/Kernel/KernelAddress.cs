using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Node.Kernel;

/// <summary>An address as the kernel has it, or shall have it.</summary>
internal readonly record struct KernelAddress(int InterfaceIndex, IpPrefix Prefix)
{
    public AddressScope Scope { get; init; }

    /// <summary>IPv4 only; null is the interface's name.</summary>
    public string? Label { get; init; }

    /// <summary>Tagged by HaVip as its own (IFA_PROTO); kernels before 5.18 never say so.</summary>
    public bool IsTagged { get; init; }

    /// <summary>IPv4: another address of the subnet came first, and its removal may take this one along.</summary>
    public bool IsSecondary { get; init; }
}
