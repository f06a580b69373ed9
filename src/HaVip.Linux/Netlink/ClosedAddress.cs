using HaVip.Core.Values;

namespace HaVip.Linux.Netlink;

/// <summary>
/// An address that takes no packets. A link-local one is closed on its interface alone, as another link may have the same;
/// any other is closed whichever interface its packets come in by, as Linux would take them by any.
/// </summary>
public readonly record struct ClosedAddress
{
    public ClosedAddress(IpAddress address, int interfaceIndex)
    {
        Address = address;
        InterfaceIndex = IsBound(address) ? interfaceIndex : 0;
    }

    public IpAddress Address { get; }

    /// <summary>0 for any.</summary>
    public int InterfaceIndex { get; }

    internal ClosedSet Set => InterfaceIndex != 0 ? ClosedSet.LinkLocalIPv6
        : Address.Family == AddressFamily.IPv6 ? ClosedSet.IPv6
        : ClosedSet.IPv4;

    /// <summary>Writes the address and, for a link-local one, the index as the kernel's registers hold it.</summary>
    internal int CopyKey(Span<byte> key)
    {
        var length = Address.CopyTo(key);
        if (InterfaceIndex == 0) return length;
        BitConverter.TryWriteBytes(key[length..], InterfaceIndex);
        return length + sizeof(int);
    }

    private static bool IsBound(IpAddress address) => address.Family == AddressFamily.IPv6 && address.IsLinkLocal;
}
