using HaVip.Configuration.Keepalived.Language;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

internal static partial class InstanceKeywords
{
    private static IEnumerable<Keyword<InstanceDraft>> Transport() =>
    [
        Define("mcast_src_ip", (s, d, c) => d.Source = c.Address(s) ?? d.Source),
        Define("unicast_src_ip", (s, d, c) => d.Source = c.Address(s) ?? d.Source),
        Define("unicast_peer", ReadPeers),
        Define("unicast_fault_no_peer", (_, _, _) => { }),
        Define("authentication", ReadAuthentication),
        Define("auth_hmac", HmacKeywords.Read),
        Define("v3_checksum_as_v2", (s, d, c) => d.IsChecksumAsVersion2 = c.Flag(s) ?? d.IsChecksumAsVersion2),
        Lost("mcast_dst_ip",
            "HaVip speaks to the standard multicast group alone, so nodes that use another one do not hear it."),
        Lost("vrf", "HaVip sends through the instance's own interface."),
        new("unicast_ttl", (s, _, c) =>
        {
            if (c.Integer(s, 0, 255) is not (null or 255))
                c.Lost(s, "HaVip sends with TTL 255, as RFC 9568 section 5.1.1.3 says.");
        }),
        Lost("track_src_ip", "HaVip says so when it cannot send, but does not go to Fault for it."),
        new("old_unicast_checksum", (s, _, c) =>
        {
            if (s.Argument(0) != "never") c.Lost(s, "HaVip takes no checksums of keepalived 1.3.6 and before.");
        }),
        Lost("kernel_rx_buf_size", "HaVip chooses the size of its buffers itself."),
        Lost("linkbeat_use_polling", "HaVip follows the state of links as the kernel tells it."),

        // HaVip hears listed peers alone and compares the addresses once per Master, whatever these say.
        Nothing("check_unicast_src"),
        Nothing("skip_check_adv_addr"),
    ];

    private static void ReadPeers(Statement statement, InstanceDraft draft, ImportContext context)
    {
        foreach (var peer in context.Items(statement))
        {
            if (!IpAddress.TryParse(peer.Keyword.Text, out var address))
                context.Add(
                    ImportRules.ValueIgnored, peer, $"'{Shown.Text(peer.Keyword.Text)}' is no address of a peer.");
            else if (draft.Peers.Exists(known => known.Address == address))
                context.Add(ImportRules.ValueIgnored, peer, $"The peer {address} is listed twice: once is enough.");
            else draft.Peers.Add(new UnicastPeer(address) { MinimumTimeToLive = TimeToLive(peer, context) });
        }
    }

    /// <summary>
    /// keepalived looks at the TTL of a peer's packets only where it is told the least: 1 lets every packet in.
    /// </summary>
    private static byte TimeToLive(Statement peer, ImportContext context)
    {
        byte least = 1;
        for (var i = 0; i < peer.Arguments.Count; i += 2)
        {
            var isLeast = peer.Arguments[i].Text == "min_ttl";
            if (!isLeast && peer.Arguments[i].Text != "max_ttl")
                context.Add(
                    ImportRules.ValueIgnored, peer, $"A peer has no option '{Shown.Text(peer.Arguments[i].Text)}'.");
            else if (StatementValues.ParseInteger(peer.Argument(i + 1)) is not (>= 0 and <= 255 and var limit))
                context.Add(ImportRules.ValueIgnored, peer, "A TTL is a whole number from 0 to 255.");
            else if (isLeast) least = (byte)Math.Max(1, limit);
            else if (limit < 255)
            {
                context.Add(
                    ImportRules.NotCarriedOver, peer, "'max_ttl' is not carried over: HaVip checks the least TTL alone.");
            }
        }

        return least;
    }

    // No message here may hold the password or a part of it.
    private static void ReadAuthentication(Statement statement, InstanceDraft draft, ImportContext context)
    {
        foreach (var item in context.Items(statement))
        {
            switch (item.Keyword.Text)
            {
                case "auth_type" when item.Argument(0) is "PASS" or "AH":
                    draft.AuthenticationType = item.Argument(0);
                    break;
                case "auth_type":
                    context.Ignored(item, "PASS or AH");
                    break;
                case "auth_pass":
                    draft.Password = context.Word(item, "a password");
                    break;
                default:
                    var nearest = NearestName.Find(item.Keyword.Text, ["auth_type", "auth_pass"]);
                    context.Add(
                        ImportRules.KeywordUnknown,
                        item.Place,
                        statement.Keyword.Text,
                        "This is no keyword of authentication, so it is left out.",
                        nearest is null ? null : $"Did you mean '{nearest}'?");
                    break;
            }
        }
    }
}
