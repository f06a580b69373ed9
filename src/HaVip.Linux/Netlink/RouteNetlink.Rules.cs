using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Linux.Native;
using static HaVip.Linux.Netlink.NetlinkConstants;
using static Tmds.Linux.LibC;

namespace HaVip.Linux.Netlink;

public sealed partial class RouteNetlink
{
    /// <summary>All routing rules of both families, of one origin where asked for (0 takes any).</summary>
    public IReadOnlyList<RuleSpec> DumpRules(byte protocol = 0)
    {
        var rules = new List<RuleSpec>();
        foreach (var family in new[] { AddressFamily.IPv4, AddressFamily.IPv6 })
        {
            var filter = new RuleMessage { family = NumberOf(family) };
            try
            {
                rules.AddRange(Dump<RuleSpec, RuleMessage>(RTM_GETRULE, filter, TryParseRule, "list routing rules"));
            }
            catch (LinuxException fault) when (fault.ErrorNumber is Errno.EAFNOSUPPORT or Errno.EOPNOTSUPP)
            {
                // A kernel without rules of this family has none.
            }
        }

        if (protocol != 0) rules.RemoveAll(rule => rule.Protocol != protocol);
        return rules;
    }

    /// <summary>Adds or removes many rules, in order, and says of each how it went.</summary>
    /// <returns>How many failed; one that is absent when it is to be removed has not failed.</returns>
    /// <exception cref="LinuxException">The kernel could not be asked at all, or did not answer.</exception>
    public int Apply(NetlinkOperation operation, ReadOnlySpan<RuleSpec> rules, Span<NetlinkResult> results) =>
        Change(operation, rules, results, WriteRule);

    private static void WriteRule(
        ref NetlinkWriter writer, NetlinkOperation operation, uint sequence, in RuleSpec rule)
    {
        var header = new RuleMessage
        {
            family = NumberOf(rule.Family),
            dst_len = rule.To.Length,
            src_len = rule.From.Length,
            table = rule.Table <= byte.MaxValue ? (byte)rule.Table : RT_TABLE_COMPAT,
            action = (byte)rule.Action,
        };
        writer.Begin(operation == NetlinkOperation.Remove ? RTM_DELRULE : RTM_NEWRULE, FlagsOf(operation), sequence, header);
        writer.Attribute(FRA_PRIORITY, rule.Preference);
        if (rule.To.Length > 0) writer.Attribute(FRA_DST, rule.To.Address);
        if (rule.From.Length > 0) writer.Attribute(FRA_SRC, rule.From.Address);
        if (rule.InputInterface is { } input) writer.Attribute(FRA_IIFNAME, input);
        if (rule.OutputInterface is { } output) writer.Attribute(FRA_OIFNAME, output);
        if (rule.FirewallMark != 0) writer.Attribute(FRA_FWMARK, rule.FirewallMark);
        if (rule.Table != 0) writer.Attribute(FRA_TABLE, rule.Table);
        writer.Attribute(FRA_PROTOCOL, rule.Protocol);
        writer.End();
    }

    internal static bool TryParseRule(in NetlinkMessage message, out RuleSpec rule)
    {
        rule = default;
        if (!message.TrySplit<RuleMessage>(out var header, out var attributes)) return false;
        var isIPv4 = header.family == AF_INET;
        if (!isIPv4 && header.family != AF_INET6) return false;
        var longest = isIPv4 ? 32 : 128;
        if (header.src_len > longest || header.dst_len > longest) return false;
        var parsed = new RuleSpec
        {
            Family = isIPv4 ? AddressFamily.IPv4 : AddressFamily.IPv6,
            Preference = 0,
            Action = (RuleAction)header.action,
            Table = header.table,
            Protocol = 0,
        };
        while (attributes.TryRead(out var attribute)) parsed = Read(parsed, attribute, header);
        if (attributes.IsMalformed) return false;
        rule = parsed;
        return true;
    }

    private static RuleSpec Read(in RuleSpec rule, in NetlinkAttribute attribute, in RuleMessage header) =>
        attribute.Type switch
        {
            FRA_SRC => rule with { From = new IpPrefix(attribute.AsAddress(), header.src_len) },
            FRA_DST => rule with { To = new IpPrefix(attribute.AsAddress(), header.dst_len) },
            FRA_IIFNAME => rule with { InputInterface = attribute.AsText() },
            FRA_OIFNAME => rule with { OutputInterface = attribute.AsText() },
            FRA_PRIORITY => rule with { Preference = attribute.AsUInt32() },
            FRA_FWMARK => rule with { FirewallMark = attribute.AsUInt32() },
            FRA_TABLE => rule with { Table = attribute.AsUInt32() },
            FRA_PROTOCOL => rule with { Protocol = attribute.AsByte() },
            _ => rule,
        };
}
