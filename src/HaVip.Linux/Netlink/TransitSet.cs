namespace HaVip.Linux.Netlink;

/// <summary>A set of a table that is there while addresses change hands.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Number">Names it within the transaction that makes it.</param>
/// <param name="KeyType">How <c>nft</c> is to show its keys; the kernel only keeps it.</param>
/// <param name="KeyLength">In bytes.</param>
/// <param name="Size">How many elements rules may add to it; 0 where none do.</param>
internal sealed record TransitSet(string Name, uint Number, uint KeyType, uint KeyLength, uint Size = 0)
{
    // Of nft's own numbers for types; those of a key in parts are six bits each.
    private const uint TypeIPv4 = 7;
    private const uint TypeIPv6 = 8;
    private const uint TypeService = 13;
    private const uint MostConnections = 65_536;

    public static readonly TransitSet Addresses4 = new("addresses4", 1, TypeIPv4, 4);
    public static readonly TransitSet Addresses6 = new("addresses6", 2, TypeIPv6, 16);

    // A port takes four bytes of a key in parts.
    public static readonly TransitSet Own4 = new("own4", 3, (TypeIPv4 << 6) | TypeService, 8, MostConnections);
    public static readonly TransitSet Own6 = new("own6", 4, (TypeIPv6 << 6) | TypeService, 20, MostConnections);
}
