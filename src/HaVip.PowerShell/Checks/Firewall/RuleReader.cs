using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace HaVip.PowerShell.Checks.Firewall;

/// <summary>Reads one rule: whether it is about a packet, and what it does then.</summary>
internal static class RuleReader
{
    private static readonly string[] Harmless = ["counter", "log", "comment", "mangle", "notrack"];

    private static readonly string[] OtherProtocols =
        ["tcp", "udp", "udplite", "sctp", "dccp", "icmp", "icmpv6", "igmp", "esp", "ah", "th"];

    /// <summary>Null in place of yes or no where that depends on what is not known.</summary>
    public static (bool? Matches, RuleAction? Action) Read(JsonArray expressions, FilteredPacket packet)
    {
        bool? matches = true;
        foreach (var expression in expressions.OfType<JsonObject>())
        {
            var (name, value) = expression.First();
            if (Action(name, value) is { } action) return (matches, action);
            if (Harmless.Contains(name)) continue;
            var one = name == "match" && value is JsonObject match ? Matches(match, packet) : null;
            if (one == false) return (false, null);
            if (one is null) matches = null;
        }

        return (matches, null);
    }

    private static RuleAction? Action(string name, JsonNode? value) => name switch
    {
        "accept" => new RuleAction(FilterVerdict.Passes),
        "drop" or "reject" => new RuleAction(FilterVerdict.Drops),
        "queue" or "xt" => new RuleAction(FilterVerdict.Unclear),
        "return" => new RuleAction(null, IsReturn: true),
        "jump" or "goto" => new RuleAction(null, value?["target"]?.ToString()),
        _ => null,
    };

    private static bool? Matches(JsonObject match, FilteredPacket packet)
    {
        var known = Known(match["left"] as JsonObject ?? [], packet);
        if (known is null) return null;
        if (known.Length == 0) return false;
        var equal = IsIn(match["right"], known);
        return match["op"]?.ToString() switch
        {
            "==" or "in" => equal,
            "!=" => !equal,
            _ => null,
        };
    }

    /// <summary>The words for what the packet has there; none where it cannot have it; null where that is not known.</summary>
    private static string[]? Known(JsonObject left, FilteredPacket packet)
    {
        if (left["meta"] is { } meta) return KnownMeta(meta["key"]?.ToString(), packet);

        // Nobody answers an advertisement, so no connection ever gets beyond new.
        if (left["ct"] is { } tracked) return tracked["key"]?.ToString() == "state" ? ["new"] : null;
        if (left["payload"] is not { } payload) return null;
        var header = payload["protocol"]?.ToString() ?? "";
        if (OtherProtocols.Contains(header) || header == (packet.IsIPv6 ? "ip" : "ip6")) return [];
        return payload["field"]?.ToString() switch
        {
            "protocol" or "nexthdr" => ProtocolWords,
            "ttl" or "hoplimit" => ["255"],
            "daddr" when packet.Destination is { } destination => [destination],
            "saddr" when packet.Source is { } source => [source],
            _ => null,
        };
    }

    private static string[]? KnownMeta(string? key, FilteredPacket packet) => key switch
    {
        "l4proto" => ProtocolWords,
        "nfproto" => packet.IsIPv6 ? ["ipv6", "10"] : ["ipv4", "2"],
        "protocol" => packet.IsIPv6 ? ["ip6"] : ["ip"],
        "iifname" or "iif" => packet.IsIncoming ? [packet.Interface] : [],
        "oifname" or "oif" => packet.IsIncoming ? [] : [packet.Interface],
        "pkttype" => packet is { IsIncoming: true, Destination: not null } ? ["multicast"] : null,
        _ => null,
    };

    private static string[] ProtocolWords => ["vrrp", FilteredPacket.Protocol.ToString(CultureInfo.InvariantCulture)];

    private static bool? IsIn(JsonNode? right, string[] known) => right switch
    {
        JsonArray list => Any(list, known),
        JsonObject set when set["set"] is JsonArray members => Any(members, known),
        JsonObject set when set["set"] is { } single => IsIn(single, known),
        JsonObject ranged when ranged["range"] is JsonArray { Count: 2 } ends =>
            known.Any(word => long.TryParse(word, out var n) && n >= Number(ends[0]) && n <= Number(ends[1])),
        JsonObject prefixed when prefixed["prefix"] is { } prefix => known.Any(word => Contains(prefix, word)),
        JsonValue value => IsWord(value.ToString(), known),
        _ => null,
    };

    /// <summary>A set by name has members that are not looked up.</summary>
    private static bool? IsWord(string text, string[] known)
    {
        if (text.StartsWith('@')) return null;
        return text.EndsWith('*') ? known.Any(word => word.StartsWith(text[..^1], StringComparison.Ordinal)) : known.Contains(text);
    }

    private static bool? Any(JsonArray members, string[] known)
    {
        var answers = members.Select(member => IsIn(member, known)).ToList();
        if (answers.Contains(true)) return true;
        return answers.Contains(null) ? null : false;
    }

    private static long Number(JsonNode? node) => long.TryParse(node?.ToString(), out var number) ? number : -1;

    private static bool Contains(JsonNode prefix, string word) => IPAddress.TryParse(word, out var address)
        && IPNetwork.TryParse($"{prefix["addr"]}/{prefix["len"]}", out var network) && network.Contains(address);
}
