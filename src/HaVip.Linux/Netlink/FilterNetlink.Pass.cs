using System.Buffers.Binary;
using HaVip.Core.Values;
using static HaVip.Linux.Netlink.NetfilterConstants;

namespace HaVip.Linux.Netlink;

/// <summary>
/// A new owner that lets the old one go on with its connections, as <c>nft list ruleset</c> shows it for IPv4:
/// <code>
/// table netdev NAME { flags owner
///   set addresses4 { type ipv4_addr; }
///   set own4 { type ipv4_addr . inet_service; size 65536; flags dynamic; }
///   chain pass { type filter hook ingress device INTERFACE priority -500; policy accept;
///     ip daddr @addresses4 tcp flags syn / fin,syn,rst,ack add @own4 { ip saddr . tcp sport } accept
///     ip daddr @addresses4 ip saddr . tcp sport @own4 accept
///     ip daddr @addresses4 ether saddr OTHER accept
///     ip daddr @addresses4 ether saddr set OWN ether daddr set OTHER fwd to INTERFACE
///   }
/// }
/// </code>
/// What begins a connection is this host's, and what belongs to it. All other packets of TCP belong to a connection that
/// the other host has begun; what comes from there is not sent back.
/// </summary>
public sealed partial class FilterNetlink
{
    private const string PassChain = "pass";
    private const uint FlagsOffset = 13;
    private const byte Syn = 0x02;
    private const byte FinSynRstAck = 0x17;
    private const uint EthernetSourceOffset = 6;

    /// <summary>Passes packets of connections that are not this host's on to the other, until the table is removed.</summary>
    /// <param name="table">A name nobody else uses.</param>
    /// <param name="pass">Of what, and to whom.</param>
    public void Pass(string table, ConnectionPass pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        var isIPv6 = pass.Addresses[0].Family == AddressFamily.IPv6;
        var addresses = isIPv6 ? TransitSet.Addresses6 : TransitSet.Addresses4;
        var own = isIPv6 ? TransitSet.Own6 : TransitSet.Own4;
        CreateTransit(table, 1, pass.Addresses.Count + pass.Known.Count, (ref NetlinkWriter writer) =>
        {
            WriteTransitSet(ref writer, table, addresses);
            WriteTransitSet(ref writer, table, own);
            WriteTransitElements(ref writer, table, addresses, pass.Addresses.Distinct().Select(KeyOf));
            WriteTransitElements(ref writer, table, own, pass.Known.Distinct().Take((int)own.Size).Select(KeyOf));
            WriteTransitChain(ref writer, table, PassChain, NF_NETDEV_INGRESS, pass.InterfaceName);
            WriteTransitRule(ref writer, table, PassChain, (ref NetlinkWriter steps) =>
            {
                ForTheAddresses(ref steps, addresses);
                IfItBegins(ref steps);
                LoadFarEnd(ref steps, isIPv6);
                FilterExpression.AddTo(ref steps, own.Name);
                FilterExpression.Verdict(ref steps, NF_ACCEPT);
            });
            WriteTransitRule(ref writer, table, PassChain, (ref NetlinkWriter steps) =>
            {
                ForTheAddresses(ref steps, addresses);
                LoadFarEnd(ref steps, isIPv6);
                FilterExpression.Lookup(ref steps, own.Name);
                FilterExpression.Verdict(ref steps, NF_ACCEPT);
            });
            WriteTransitRule(ref writer, table, PassChain, (ref NetlinkWriter steps) =>
            {
                ForTheAddresses(ref steps, addresses);
                FilterExpression.Payload(ref steps, NFT_PAYLOAD_LL_HEADER, EthernetSourceOffset, MacAddress.Length);
                FilterExpression.Equals(ref steps, KeyOf(pass.Other));
                FilterExpression.Verdict(ref steps, NF_ACCEPT);
            });
            WriteTransitRule(ref writer, table, PassChain, (ref NetlinkWriter steps) =>
            {
                ForTheAddresses(ref steps, addresses);
                FilterExpression.Store(ref steps, EthernetSourceOffset, KeyOf(pass.Own));
                FilterExpression.Store(ref steps, 0, KeyOf(pass.Other));
                FilterExpression.Forward(ref steps, pass.InterfaceIndex);
            });
        });
    }

    private static void ForTheAddresses(ref NetlinkWriter steps, TransitSet addresses)
    {
        var isIPv6 = addresses == TransitSet.Addresses6;
        FilterExpression.Meta(ref steps, NFT_META_PROTOCOL, NFT_REG_1);
        FilterExpression.Equals(ref steps, isIPv6 ? EtherTypeIPv6 : EtherTypeIPv4);
        FilterExpression.Meta(ref steps, NFT_META_L4PROTO, NFT_REG_1);
        FilterExpression.Equals(ref steps, ProtocolTcp);
        FilterExpression.Payload(ref steps, NFT_PAYLOAD_NETWORK_HEADER, isIPv6 ? 24u : 16u, addresses.KeyLength);
        FilterExpression.Lookup(ref steps, addresses.Name);
    }

    private static void IfItBegins(ref NetlinkWriter steps)
    {
        FilterExpression.Payload(ref steps, NFT_PAYLOAD_TRANSPORT_HEADER, FlagsOffset, sizeof(byte));
        FilterExpression.And(ref steps, FinSynRstAck);
        FilterExpression.Equals(ref steps, Syn);
    }

    /// <summary>The parts of a key lie in registers one behind the other.</summary>
    private static void LoadFarEnd(ref NetlinkWriter steps, bool isIPv6)
    {
        FilterExpression.Payload(ref steps, NFT_PAYLOAD_NETWORK_HEADER, isIPv6 ? 8u : 12u, isIPv6 ? 16u : 4u);
        FilterExpression.Payload(
            ref steps, NFT_PAYLOAD_TRANSPORT_HEADER, 0, sizeof(ushort), isIPv6 ? NFT_REG_2 : NFT_REG32_01);
    }

    private static byte[] KeyOf(FarEnd end)
    {
        var key = new byte[end.Address.Length + sizeof(uint)];
        BinaryPrimitives.WriteUInt16BigEndian(key.AsSpan(end.Address.CopyTo(key)), end.Port);
        return key;
    }

    private static byte[] KeyOf(MacAddress address)
    {
        var key = new byte[MacAddress.Length];
        address.CopyTo(key);
        return key;
    }
}
