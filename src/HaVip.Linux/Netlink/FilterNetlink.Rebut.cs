using HaVip.Core.Values;
using static HaVip.Linux.Netlink.NetfilterConstants;

namespace HaVip.Linux.Netlink;

/// <summary>
/// A host that contradicts whoever announces its IPv6 addresses, as <c>nft list ruleset</c> shows it:
/// <code>
/// table netdev NAME { flags owner
///   set addresses6 { type ipv6_addr; }
///   chain rebut { type filter hook ingress device INTERFACE priority -500; policy accept;
///     icmpv6 type nd-neighbor-advert FLAGS &amp; SOLICITED == 0 OPTION == target link-layer address icmpv6 taddr @addresses6
///       PLACE != 00:00:5e:00:02:* PLACE set OWN ether saddr set OWN meta mark set 0x48560070 fwd to INTERFACE
///   }
/// }
/// </code>
/// The announcement is sent back to the link with this host's Ethernet address in place of the other's, some microseconds after
/// it came: no program is as fast. An announcement for a virtual MAC leads to where the switch has that, and is left alone.
/// </summary>
public sealed partial class FilterNetlink
{
    private const string RebutChain = "rebut";

    // RFC 4861 section 4.4: checksum, flags, target, the first option and what it says.
    private const uint NeighborChecksumOffset = 2;
    private const uint NeighborFlagsOffset = 4;
    private const uint NeighborOptionOffset = 24;
    private const uint NeighborPlaceOffset = 26;
    private const byte Solicited = 0x40;

    private static readonly byte[] TargetLinkLayerAddress = [2, 1];
    private static readonly byte[] VirtualMacOfIPv6 = [0x00, 0x00, 0x5E, 0x00, 0x02];

    /// <summary>Sends announcements of these addresses back as this host's until the table is removed.</summary>
    /// <param name="table">A name nobody else uses.</param>
    /// <param name="rebuttal">Of what, and where.</param>
    public void Rebut(string table, ClaimRebuttal rebuttal)
    {
        ArgumentNullException.ThrowIfNull(rebuttal);
        var own = KeyOf(rebuttal.Own);
        CreateTransit(table, 1, rebuttal.Addresses.Count, (ref NetlinkWriter writer) =>
        {
            WriteTransitSet(ref writer, table, TransitSet.Addresses6);
            WriteTransitElements(ref writer, table, TransitSet.Addresses6, rebuttal.Addresses.Distinct().Select(KeyOf));
            WriteTransitChain(ref writer, table, RebutChain, NF_NETDEV_INGRESS, rebuttal.InterfaceName);
            WriteTransitRule(ref writer, table, RebutChain, (ref NetlinkWriter steps) =>
            {
                IfItAnnounces(ref steps);
                FilterExpression.Store(ref steps, NeighborPlaceOffset, own, NeighborChecksumOffset);
                FilterExpression.Store(ref steps, EthernetSourceOffset, own);
                FilterExpression.StoreMark(ref steps, HaVipMark.Packet);
                FilterExpression.Forward(ref steps, rebuttal.InterfaceIndex);
            });
        });
    }

    private static void IfItAnnounces(ref NetlinkWriter steps)
    {
        IfItIs(ref steps, NeighborAdvertisement);
        FilterExpression.Payload(ref steps, NFT_PAYLOAD_TRANSPORT_HEADER, NeighborFlagsOffset, sizeof(byte));
        FilterExpression.And(ref steps, Solicited);
        FilterExpression.Equals(ref steps, 0);
        FilterExpression.Payload(ref steps, NFT_PAYLOAD_TRANSPORT_HEADER, NeighborOptionOffset, sizeof(ushort));
        FilterExpression.Equals(ref steps, TargetLinkLayerAddress);
        FilterExpression.Payload(ref steps, NFT_PAYLOAD_TRANSPORT_HEADER, NeighborPlaceOffset, (uint)VirtualMacOfIPv6.Length);
        FilterExpression.Differs(ref steps, VirtualMacOfIPv6);
        FilterExpression.Payload(ref steps, NFT_PAYLOAD_TRANSPORT_HEADER, TargetOffset, 16);
        FilterExpression.Lookup(ref steps, TransitSet.Addresses6.Name);
    }
}
