using HaVip.Core.Values;
using static HaVip.Linux.Netlink.NetfilterConstants;

namespace HaVip.Linux.Netlink;

/// <summary>
/// A host that still has addresses and says nothing of them at the link, as <c>nft list ruleset</c> shows it:
/// <code>
/// table netdev NAME { flags owner
///   set addresses4 { type ipv4_addr; }
///   set addresses6 { type ipv6_addr; }
///   chain quiet0 { type filter hook egress device INTERFACE priority -500; policy accept;
///     meta mark 0x48560070 accept
///     arp saddr ip @addresses4 drop
///     icmpv6 type nd-neighbor-advert icmpv6 taddr @addresses6 drop
///     icmpv6 type nd-neighbor-solicit ip6 saddr @addresses6 drop
///   }
/// }
/// </code>
/// A question sent from an address tells a neighbour where it is as well as an answer does. It is the kernel that is silenced:
/// what HaVip itself has to say of the addresses goes out.
/// </summary>
public sealed partial class FilterNetlink
{
    // RFC 826: the sender's protocol address. RFC 4861 section 4.4: the target. RFC 8200 section 3: the source.
    private const uint ArpSenderOffset = 14;
    private const uint TargetOffset = 8;
    private const uint SourceOffset6 = 8;

    /// <summary>Says nothing of these addresses at their interfaces until the table is removed.</summary>
    /// <param name="table">A name nobody else uses.</param>
    /// <param name="addresses">Of any family.</param>
    public void Quiet(string table, IReadOnlyCollection<LinkAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        CreateForAddresses(table, addresses, "quiet", NF_NETDEV_EGRESS, WriteQuietRules);
    }

    private void WriteQuietRules(ref NetlinkWriter writer, string table, string chain)
    {
        WriteTransitRule(ref writer, table, chain, (ref NetlinkWriter steps) =>
        {
            FilterExpression.Meta(ref steps, NFT_META_MARK, NFT_REG_1);
            FilterExpression.Equals(ref steps, BitConverter.GetBytes(HaVipMark.Packet));
            FilterExpression.Verdict(ref steps, NF_ACCEPT);
        });
        WriteTransitRule(ref writer, table, chain, (ref NetlinkWriter steps) =>
        {
            FilterExpression.Meta(ref steps, NFT_META_PROTOCOL, NFT_REG_1);
            FilterExpression.Equals(ref steps, EtherTypeArp);
            FilterExpression.Payload(ref steps, NFT_PAYLOAD_NETWORK_HEADER, ArpSenderOffset, 4);
            FilterExpression.Lookup(ref steps, TransitSet.Addresses4.Name);
            FilterExpression.Verdict(ref steps, NF_DROP);
        });
        WriteQuietRule(ref writer, table, chain, NeighborAdvertisement, NFT_PAYLOAD_TRANSPORT_HEADER, TargetOffset);
        WriteQuietRule(ref writer, table, chain, NeighborSolicitation, NFT_PAYLOAD_NETWORK_HEADER, SourceOffset6);
    }

    private void WriteQuietRule(
        ref NetlinkWriter writer, string table, string chain, byte type, uint header, uint offset) =>
        WriteTransitRule(ref writer, table, chain, (ref NetlinkWriter steps) =>
        {
            IfItIs(ref steps, type);
            FilterExpression.Payload(ref steps, header, offset, 16);
            FilterExpression.Lookup(ref steps, TransitSet.Addresses6.Name);
            FilterExpression.Verdict(ref steps, NF_DROP);
        });

    private static void IfItIs(ref NetlinkWriter steps, byte type)
    {
        FilterExpression.Meta(ref steps, NFT_META_PROTOCOL, NFT_REG_1);
        FilterExpression.Equals(ref steps, EtherTypeIPv6);
        FilterExpression.Meta(ref steps, NFT_META_L4PROTO, NFT_REG_1);
        FilterExpression.Equals(ref steps, ProtocolIcmpV6);
        FilterExpression.Payload(ref steps, NFT_PAYLOAD_TRANSPORT_HEADER, 0, sizeof(byte));
        FilterExpression.Equals(ref steps, type);
    }
}
