using static HaVip.Linux.Netlink.NetfilterConstants;

namespace HaVip.Linux.Netlink;

/// <summary>One set of closed addresses: how the kernel keeps it, and where in a packet its key is found.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Number">Names it within the transaction that makes it.</param>
/// <param name="Protocol">NFPROTO_ of the packets it is for.</param>
/// <param name="KeyType">How <c>nft</c> is to show its keys; the kernel only keeps it.</param>
/// <param name="AddressLength">Bytes of an address.</param>
/// <param name="DestinationOffset">Where the destination address begins in the network header.</param>
/// <param name="IsBound">Whether the index of the interface is part of the key.</param>
internal sealed record ClosedSet(
    string Name, uint Number, byte Protocol, uint KeyType, uint AddressLength, uint DestinationOffset, bool IsBound)
{
    // Of nft's own numbers for types; those of a key in parts are six bits each.
    private const uint TypeIPv4 = 7;
    private const uint TypeIPv6 = 8;
    private const uint TypeInterfaceIndex = 20;

    public static readonly ClosedSet IPv4 = new("addresses4", 1, NFPROTO_IPV4, TypeIPv4, 4, 16, false);
    public static readonly ClosedSet IPv6 = new("addresses6", 2, NFPROTO_IPV6, TypeIPv6, 16, 24, false);
    public static readonly ClosedSet LinkLocalIPv6 =
        new("linklocal6", 3, NFPROTO_IPV6, (TypeIPv6 << 6) | TypeInterfaceIndex, 16, 24, true);

    public uint KeyLength => AddressLength + (IsBound ? sizeof(uint) : 0u);
}
