using HaVip.Core.Values;
using static HaVip.Linux.Netlink.NetfilterConstants;
using static HaVip.Linux.Netlink.NetlinkConstants;

namespace HaVip.Linux.Netlink;

/// <summary>
/// Tables at an interface itself that are there while addresses change hands, and gone with this object's socket: where
/// the kernel cannot promise that (before Linux 5.12) there are none.
/// </summary>
public sealed partial class FilterNetlink
{
    private const byte ProtocolTcp = 6;
    private const int TransitPriority = -500;

    // What a chain and its rules take, counted in elements.
    private const int ElementsForChain = 64;

    private static readonly byte[] EtherTypeIPv4 = [0x08, 0x00];
    private static readonly byte[] EtherTypeIPv6 = [0x86, 0xDD];
    private static readonly byte[] EtherTypeArp = [0x08, 0x06];

    private delegate void RuleWriter(ref NetlinkWriter writer);

    private delegate void ChainWriter(ref NetlinkWriter writer, string table, string chain);

    /// <summary>
    /// Removes a table of <see cref="Quiet"/>, <see cref="Hold"/>, <see cref="Pass"/> or <see cref="Rebut"/>; false where there
    /// is none of the name.
    /// </summary>
    public bool RemoveTransit(string table)
    {
        var operation = $"remove the nf_tables table {table} of the family netdev";
        var result = Commit(0, operation, (ref NetlinkWriter writer) =>
        {
            BeginNetdev(ref writer, NFT_MSG_DELTABLE, 0);
            writer.Attribute(NFTA_TABLE_NAME, table);
            writer.End();
        });
        if (result.Succeeded || result.ErrorNumber == Errno.ENOENT) return result.Succeeded;
        throw result.ToException(operation);
    }

    private void CreateTransit(string table, int chains, int elements, BatchWriter content)
    {
        var operation = $"make the nf_tables table {table} of the family netdev";
        var room = (chains * ElementsForChain) + elements;
        var result = Commit(room, operation, (ref NetlinkWriter writer) =>
        {
            BeginNetdev(ref writer, NFT_MSG_NEWTABLE, NLM_F_CREATE | NLM_F_EXCL);
            writer.Attribute(NFTA_TABLE_NAME, table);
            writer.NetworkOrder(NFTA_TABLE_FLAGS, NFT_TABLE_F_OWNER);
            writer.End();
            content(ref writer);
        });
        if (!result.Succeeded) throw result.ToException(operation);
    }

    /// <summary>A chain at each interface, and the addresses of both families in a set each.</summary>
    private void CreateForAddresses(
        string table, IReadOnlyCollection<LinkAddress> addresses, string chains, uint hook, ChainWriter rules)
    {
        var interfaces = addresses.Select(link => link.InterfaceName).ToHashSet(StringComparer.Ordinal);
        CreateTransit(table, interfaces.Count, addresses.Count, (ref NetlinkWriter writer) =>
        {
            WriteTransitSet(ref writer, table, TransitSet.Addresses4);
            WriteTransitSet(ref writer, table, TransitSet.Addresses6);
            var distinct = addresses.Select(link => link.Address).ToHashSet();
            var four = distinct.Where(address => address.Family == AddressFamily.IPv4).Select(KeyOf);
            var six = distinct.Where(address => address.Family == AddressFamily.IPv6).Select(KeyOf);
            WriteTransitElements(ref writer, table, TransitSet.Addresses4, four);
            WriteTransitElements(ref writer, table, TransitSet.Addresses6, six);
            var number = 0;
            foreach (var name in interfaces)
            {
                var chain = $"{chains}{number++}";
                WriteTransitChain(ref writer, table, chain, hook, name);
                rules(ref writer, table, chain);
            }
        });
    }

    private void BeginNetdev(ref NetlinkWriter writer, ushort message, ushort flags) =>
        BeginMessage(ref writer, (ushort)((NFNL_SUBSYS_NFTABLES << 8) | message), flags, NFPROTO_NETDEV, 0);

    private void WriteTransitChain(ref NetlinkWriter writer, string table, string chain, uint hook, string interfaceName)
    {
        BeginNetdev(ref writer, NFT_MSG_NEWCHAIN, NLM_F_CREATE);
        writer.Attribute(NFTA_CHAIN_TABLE, table);
        writer.Attribute(NFTA_CHAIN_NAME, chain);
        var place = writer.Open(NFTA_CHAIN_HOOK);
        writer.NetworkOrder(NFTA_HOOK_HOOKNUM, hook);
        writer.NetworkOrder(NFTA_HOOK_PRIORITY, unchecked((uint)TransitPriority));
        writer.Attribute(NFTA_HOOK_DEV, interfaceName);
        writer.Close(place);
        writer.NetworkOrder(NFTA_CHAIN_POLICY, NF_ACCEPT);
        writer.Attribute(NFTA_CHAIN_TYPE, "filter");
        writer.End();
    }

    private void WriteTransitSet(ref NetlinkWriter writer, string table, TransitSet set)
    {
        BeginNetdev(ref writer, NFT_MSG_NEWSET, NLM_F_CREATE);
        writer.Attribute(NFTA_SET_TABLE, table);
        writer.Attribute(NFTA_SET_NAME, set.Name);
        writer.NetworkOrder(NFTA_SET_FLAGS, set.Size > 0 ? NFT_SET_EVAL : 0);
        writer.NetworkOrder(NFTA_SET_KEY_TYPE, set.KeyType);
        writer.NetworkOrder(NFTA_SET_KEY_LEN, set.KeyLength);
        writer.NetworkOrder(NFTA_SET_ID, set.Number);
        if (set.Size > 0)
        {
            var description = writer.Open(NFTA_SET_DESC);
            writer.NetworkOrder(NFTA_SET_DESC_SIZE, set.Size);
            writer.Close(description);
        }

        writer.End();
    }

    private void WriteTransitElements(ref NetlinkWriter writer, string table, TransitSet set, IEnumerable<byte[]> keys)
    {
        foreach (var part in keys.Chunk(ElementsPerMessage))
        {
            BeginNetdev(ref writer, NFT_MSG_NEWSETELEM, NLM_F_CREATE);
            writer.Attribute(NFTA_SET_ELEM_LIST_TABLE, table);
            writer.Attribute(NFTA_SET_ELEM_LIST_SET, set.Name);
            var list = writer.Open(NFTA_SET_ELEM_LIST_ELEMENTS);
            foreach (var key in part)
            {
                var element = writer.Open(NFTA_LIST_ELEM);
                var data = writer.Open(NFTA_SET_ELEM_KEY);
                writer.Attribute(NFTA_DATA_VALUE, key);
                writer.Close(data);
                writer.Close(element);
            }

            writer.Close(list);
            writer.End();
        }
    }

    private void WriteTransitRule(ref NetlinkWriter writer, string table, string chain, RuleWriter write)
    {
        BeginNetdev(ref writer, NFT_MSG_NEWRULE, NLM_F_CREATE | NLM_F_APPEND);
        writer.Attribute(NFTA_RULE_TABLE, table);
        writer.Attribute(NFTA_RULE_CHAIN, chain);
        var steps = writer.Open(NFTA_RULE_EXPRESSIONS);
        write(ref writer);
        EndRule(ref writer, steps);
    }

    private static byte[] KeyOf(IpAddress address)
    {
        var key = new byte[address.Length];
        address.CopyTo(key);
        return key;
    }
}
