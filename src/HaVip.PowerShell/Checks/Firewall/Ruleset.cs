using System.Text.Json.Nodes;

namespace HaVip.PowerShell.Checks.Firewall;

/// <summary>
/// The rules of nf_tables as 'nft -j list ruleset' tells them, asked what they do to advertisements. What it does not
/// understand in a rule makes the answer unclear and never wrong.
/// </summary>
internal sealed class Ruleset
{
    /// <summary>Tables of the runner itself, which let advertisements alone.</summary>
    private const string RunnerTables = "havip_";

    private const int DeepestJump = 16;

    private readonly List<JsonObject> _chains = [];
    private readonly List<JsonObject> _rules = [];

    /// <exception cref="System.Text.Json.JsonException">It is not JSON.</exception>
    public static Ruleset Parse(string json)
    {
        var ruleset = new Ruleset();
        foreach (var item in JsonNode.Parse(json)?["nftables"]?.AsArray() ?? [])
        {
            if (item?["chain"] is JsonObject chain) ruleset._chains.Add(chain);
            if (item?["rule"] is JsonObject rule) ruleset._rules.Add(rule);
        }

        return ruleset;
    }

    /// <summary>What becomes of the packet: every chain of its hook must let it pass.</summary>
    public FilterEnd Judge(FilteredPacket packet)
    {
        var result = new FilterEnd(FilterVerdict.Passes, "no rule drops it");
        foreach (var chain in Hooked(packet))
        {
            var end = Judge(chain, packet);
            if (end.Verdict == FilterVerdict.Drops) return end;
            if (end.Verdict == FilterVerdict.Unclear) result = end;
        }

        return result;
    }

    /// <summary>The chains of the packet's hook that drop it, or may.</summary>
    public IReadOnlyList<FilterChain> Obstacles(FilteredPacket packet) =>
        [.. Hooked(packet).Where(chain => Judge(chain, packet).Verdict != FilterVerdict.Passes).Select(Name)];

    /// <summary>The same without the rules whose comments begin so.</summary>
    public Ruleset Without(string mark)
    {
        var rest = new Ruleset();
        rest._chains.AddRange(_chains);
        rest._rules.AddRange(_rules.Where(rule => !Text(rule["comment"]).StartsWith(mark, StringComparison.Ordinal)));
        return rest;
    }

    /// <summary>The handles of the rules of a chain that have this comment.</summary>
    public IReadOnlyList<string> Handles(FilterChain chain, string comment) =>
    [
        .. _rules.Where(rule => Text(rule["comment"]) == comment && Text(rule["chain"]) == chain.Name
            && Text(rule["table"]) == chain.Table && Text(rule["family"]) == chain.Family)
            .Select(rule => Text(rule["handle"])),
    ];

    private IEnumerable<JsonObject> Hooked(FilteredPacket packet) =>
        _chains.Where(chain => IsHooked(chain, packet)).OrderBy(chain => Number(chain["prio"]));

    private FilterEnd Judge(JsonObject chain, FilteredPacket packet)
    {
        var doubts = new List<FilterEnd>();
        var policy = Text(chain["policy"]) == "drop" ? FilterVerdict.Drops : FilterVerdict.Passes;
        var end = Walk(chain, packet, doubts, 0) ?? new FilterEnd(policy, $"the policy of chain {Name(chain)}");

        // What may end otherwise before makes it unclear; what may end the same changes nothing.
        return doubts.Find(doubt => doubt.Verdict != end.Verdict) is { Where: { } where }
            ? new FilterEnd(FilterVerdict.Unclear, where)
            : end;
    }

    /// <summary>Null where no rule of the chain surely ends the packet's way; what may end it is among the doubts.</summary>
    private FilterEnd? Walk(JsonObject chain, FilteredPacket packet, List<FilterEnd> doubts, int depth)
    {
        if (depth > DeepestJump) return new FilterEnd(FilterVerdict.Unclear, $"chain {Name(chain)}, which calls itself,");
        foreach (var rule in _rules.Where(rule => IsOf(rule, chain)))
        {
            var (matches, action) = RuleReader.Read(rule["expr"] as JsonArray ?? [], packet);
            if (matches == false || action is null) continue;
            if (action.IsReturn && matches == true) return null;
            var end = action.Verdict is { } verdict
                ? new FilterEnd(verdict, $"a rule of chain {Name(chain)} (handle {rule["handle"]})")
                : Find(chain, action.Chain) is { } called ? Walk(called, packet, doubts, depth + 1) : null;
            if (end is not { } known) continue;
            if (matches == true) return known;
            doubts.Add(known);
        }

        return null;
    }

    private JsonObject? Find(JsonObject from, string? name) => _chains.Find(chain => Text(chain["name"]) == name
        && Text(chain["table"]) == Text(from["table"]) && Text(chain["family"]) == Text(from["family"]));

    private static bool IsHooked(JsonObject chain, FilteredPacket packet) => Text(chain["hook"]) == packet.Hook
        && !Text(chain["table"]).StartsWith(RunnerTables, StringComparison.Ordinal)
        && (Text(chain["family"]) == "inet" || Text(chain["family"]) == (packet.IsIPv6 ? "ip6" : "ip"));

    private static bool IsOf(JsonObject rule, JsonObject chain) => Text(rule["chain"]) == Text(chain["name"])
        && Text(rule["table"]) == Text(chain["table"]) && Text(rule["family"]) == Text(chain["family"]);

    private static FilterChain Name(JsonObject chain) =>
        new(Text(chain["family"]), Text(chain["table"]), Text(chain["name"]));

    private static string Text(JsonNode? node) => node?.ToString() ?? "";

    private static int Number(JsonNode? node) => int.TryParse(Text(node), out var number) ? number : 0;
}
