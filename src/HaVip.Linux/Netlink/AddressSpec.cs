using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Linux.Netlink;

/// <summary>An address as it is wanted on an interface.</summary>
public readonly record struct AddressSpec
{
    public AddressSpec()
    {
    }

    public required int InterfaceIndex { get; init; }

    public required IpPrefix Prefix { get; init; }

    /// <summary>IPv4 only; at most 15 bytes. Null gives the interface's name. A replace does not change it.</summary>
    public string? Label { get; init; }

    /// <summary>
    /// Addresses of one IPv4 prefix must have one scope, or the kernel answers EINVAL. IPv6 scopes follow from the
    /// address and this is ignored. A replace does not change it.
    /// </summary>
    public AddressScope Scope { get; init; } = AddressScope.Global;

    /// <summary>IPv4 only; the default value sets none, as <c>ip address</c> does.</summary>
    public IpAddress Broadcast { get; init; }

    /// <summary>
    /// The other end of a point-to-point address; the default value where there is none. The prefix length is then its.
    /// </summary>
    public IpAddress Peer { get; init; }

    /// <summary>IFA_PROTO.</summary>
    public byte Protocol { get; init; } = HaVipMark.AddressProtocol;

    /// <summary>
    /// Seconds, 1 and up, after which the kernel removes the address by itself, and with it the routes that prefer it
    /// as source; <see cref="AddressInfo.Forever"/> for never. Counted anew by every replace.
    /// </summary>
    public uint ValidSeconds { get; init; } = AddressInfo.Forever;

    /// <summary>Seconds after which it is no longer chosen as a source; at most <see cref="ValidSeconds"/>.</summary>
    public uint PreferredSeconds { get; init; } = AddressInfo.Forever;

    /// <summary>IPv6: usable at once, without duplicate address detection.</summary>
    public bool NoDuplicateDetection { get; init; }

    /// <summary>Makes no route to the prefix.</summary>
    public bool NoPrefixRoute { get; init; }

    internal AddressFlags Flags =>
        (NoDuplicateDetection ? AddressFlags.NoDuplicateDetection : 0)
        | (NoPrefixRoute ? AddressFlags.NoPrefixRoute : 0);
}
