using static HaVip.Linux.Netlink.NetfilterConstants;
using static HaVip.Linux.Netlink.NetlinkConstants;

namespace HaVip.Linux.Netlink;

/// <summary>
/// The table, as <c>nft list ruleset</c> shows it:
/// <code>
/// table inet NAME { flags owner
///   set addresses4 { type ipv4_addr; }
///   set addresses6 { type ipv6_addr; }
///   set linklocal6 { type ipv6_addr . iface_index; }
///   chain input { type filter hook input priority filter - 1; policy accept;
///     ip daddr @addresses4 drop
///     icmpv6 type nd-neighbor-solicit accept
///     icmpv6 type nd-neighbor-advert accept
///     ip6 daddr @addresses6 drop
///     ip6 daddr . iif @linklocal6 drop
///   }
/// }
/// </code>
/// Neighbour Solicitations and Advertisements pass always (RFC 9568 section 6.4.3); ARP and what is forwarded never come
/// through this hook.
/// </summary>
public sealed partial class FilterNetlink
{
    private const string Chain = "input";
    private const byte ProtocolIcmpV6 = 58;
    private const byte NeighborSolicitation = 135;
    private const byte NeighborAdvertisement = 136;
    private const int Priority = -1;

    // An attribute ends at 64 KiB, so many elements go in several messages.
    private const int ElementsPerMessage = 1000;

    private static readonly ClosedSet[] Sets = [ClosedSet.IPv4, ClosedSet.IPv6, ClosedSet.LinkLocalIPv6];

    private NetlinkResult Create(IReadOnlyCollection<ClosedAddress> addresses, uint flags, string operation) =>
        Commit(addresses.Count, operation, (ref NetlinkWriter writer) =>
        {
            Begin(ref writer, NFT_MSG_NEWTABLE, NLM_F_CREATE | NLM_F_EXCL);
            writer.Attribute(NFTA_TABLE_NAME, _table);
            writer.NetworkOrder(NFTA_TABLE_FLAGS, flags);
            writer.End();
            WriteChain(ref writer);
            foreach (var set in Sets) WriteSet(ref writer, set);
            WriteDrop(ref writer, ClosedSet.IPv4);
            WriteAccept(ref writer, NeighborSolicitation);
            WriteAccept(ref writer, NeighborAdvertisement);
            WriteDrop(ref writer, ClosedSet.IPv6);
            WriteDrop(ref writer, ClosedSet.LinkLocalIPv6);
            WriteContents(ref writer, addresses);
        });

    private void WriteChain(ref NetlinkWriter writer)
    {
        Begin(ref writer, NFT_MSG_NEWCHAIN, NLM_F_CREATE);
        writer.Attribute(NFTA_CHAIN_TABLE, _table);
        writer.Attribute(NFTA_CHAIN_NAME, Chain);
        var hook = writer.Open(NFTA_CHAIN_HOOK);
        writer.NetworkOrder(NFTA_HOOK_HOOKNUM, NF_INET_LOCAL_IN);
        writer.NetworkOrder(NFTA_HOOK_PRIORITY, unchecked((uint)Priority));
        writer.Close(hook);
        writer.NetworkOrder(NFTA_CHAIN_POLICY, NF_ACCEPT);
        writer.Attribute(NFTA_CHAIN_TYPE, "filter");
        writer.End();
    }

    private void WriteSet(ref NetlinkWriter writer, ClosedSet set)
    {
        Begin(ref writer, NFT_MSG_NEWSET, NLM_F_CREATE);
        writer.Attribute(NFTA_SET_TABLE, _table);
        writer.Attribute(NFTA_SET_NAME, set.Name);
        writer.NetworkOrder(NFTA_SET_FLAGS, 0);
        writer.NetworkOrder(NFTA_SET_KEY_TYPE, set.KeyType);
        writer.NetworkOrder(NFTA_SET_KEY_LEN, set.KeyLength);
        writer.NetworkOrder(NFTA_SET_ID, set.Number);
        writer.End();
    }

    private void WriteDrop(ref NetlinkWriter writer, ClosedSet set)
    {
        var steps = BeginRule(ref writer);
        FilterExpression.Meta(ref writer, NFT_META_NFPROTO, NFT_REG_1);
        FilterExpression.Equals(ref writer, set.Protocol);
        FilterExpression.Payload(ref writer, NFT_PAYLOAD_NETWORK_HEADER, set.DestinationOffset, set.AddressLength);
        if (set.IsBound) FilterExpression.Meta(ref writer, NFT_META_IIF, NFT_REG_2);
        FilterExpression.Lookup(ref writer, set);
        FilterExpression.Verdict(ref writer, NF_DROP);
        EndRule(ref writer, steps);
    }

    private void WriteAccept(ref NetlinkWriter writer, byte type)
    {
        var steps = BeginRule(ref writer);
        FilterExpression.Meta(ref writer, NFT_META_NFPROTO, NFT_REG_1);
        FilterExpression.Equals(ref writer, NFPROTO_IPV6);
        FilterExpression.Meta(ref writer, NFT_META_L4PROTO, NFT_REG_1);
        FilterExpression.Equals(ref writer, ProtocolIcmpV6);
        FilterExpression.Payload(ref writer, NFT_PAYLOAD_TRANSPORT_HEADER, 0, sizeof(byte));
        FilterExpression.Equals(ref writer, type);
        FilterExpression.Verdict(ref writer, NF_ACCEPT);
        EndRule(ref writer, steps);
    }

    private int BeginRule(ref NetlinkWriter writer)
    {
        Begin(ref writer, NFT_MSG_NEWRULE, NLM_F_CREATE | NLM_F_APPEND);
        writer.Attribute(NFTA_RULE_TABLE, _table);
        writer.Attribute(NFTA_RULE_CHAIN, Chain);
        return writer.Open(NFTA_RULE_EXPRESSIONS);
    }

    private static void EndRule(ref NetlinkWriter writer, int steps)
    {
        writer.Close(steps);
        writer.End();
    }

    /// <summary>Empties the sets and fills them; a removal that names no element means all.</summary>
    private void WriteContents(ref NetlinkWriter writer, IReadOnlyCollection<ClosedAddress> addresses)
    {
        foreach (var set in Sets)
        {
            BeginElements(ref writer, NFT_MSG_DELSETELEM, 0, set);
            writer.End();
            foreach (var part in addresses.Where(address => address.Set == set).Chunk(ElementsPerMessage))
                WriteElements(ref writer, set, part);
        }
    }

    private void WriteElements(ref NetlinkWriter writer, ClosedSet set, ClosedAddress[] addresses)
    {
        Span<byte> key = stackalloc byte[(int)set.KeyLength];
        BeginElements(ref writer, NFT_MSG_NEWSETELEM, NLM_F_CREATE, set);
        var list = writer.Open(NFTA_SET_ELEM_LIST_ELEMENTS);
        foreach (var address in addresses)
        {
            var element = writer.Open(NFTA_LIST_ELEM);
            var data = writer.Open(NFTA_SET_ELEM_KEY);
            writer.Attribute(NFTA_DATA_VALUE, key[..address.CopyKey(key)]);
            writer.Close(data);
            writer.Close(element);
        }

        writer.Close(list);
        writer.End();
    }

    private void BeginElements(ref NetlinkWriter writer, ushort message, ushort flags, ClosedSet set)
    {
        Begin(ref writer, message, flags);
        writer.Attribute(NFTA_SET_ELEM_LIST_TABLE, _table);
        writer.Attribute(NFTA_SET_ELEM_LIST_SET, set.Name);
    }
}
