using HaVip.Core.Values;
using static HaVip.Linux.Netlink.NetfilterConstants;

namespace HaVip.Linux.Netlink;

/// <summary>
/// An owner that begins no TCP connection any more, as <c>nft list ruleset</c> shows it:
/// <code>
/// table netdev NAME { flags owner
///   set addresses4 { type ipv4_addr; }
///   set addresses6 { type ipv6_addr; }
///   chain hold0 { type filter hook ingress device INTERFACE priority -500; policy accept;
///     ip daddr @addresses4 tcp flags syn / fin,syn,rst,ack drop
///     ip6 daddr @addresses6 tcp flags syn / fin,syn,rst,ack drop
///   }
/// }
/// </code>
/// Whoever is not answered asks again, after a second for the first time, and is answered by the new owner then.
/// </summary>
public sealed partial class FilterNetlink
{
    /// <summary>Lets no connection to these addresses begin until the table is removed.</summary>
    /// <param name="table">A name nobody else uses.</param>
    /// <param name="addresses">Of any family.</param>
    public void Hold(string table, IReadOnlyCollection<LinkAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        CreateForAddresses(table, addresses, "hold", NF_NETDEV_INGRESS, WriteHoldRules);
    }

    private void WriteHoldRules(ref NetlinkWriter writer, string table, string chain)
    {
        WriteHoldRule(ref writer, table, chain, TransitSet.Addresses4);
        WriteHoldRule(ref writer, table, chain, TransitSet.Addresses6);
    }

    private void WriteHoldRule(ref NetlinkWriter writer, string table, string chain, TransitSet addresses) =>
        WriteTransitRule(ref writer, table, chain, (ref NetlinkWriter steps) =>
        {
            ForTheAddresses(ref steps, addresses);
            IfItBegins(ref steps);
            FilterExpression.Verdict(ref steps, NF_DROP);
        });
}
