using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Node.Kernel;

/// <summary>A routing rule with HaVip's protocol number.</summary>
internal readonly record struct KernelRule(AddressFamily Family, uint Preference)
{
    /// <summary>The default value for anywhere.</summary>
    public IpPrefix From { get; init; }

    /// <summary>The default value for anywhere.</summary>
    public IpPrefix To { get; init; }

    public string? InputInterface { get; init; }

    public string? OutputInterface { get; init; }

    /// <summary>0 for any.</summary>
    public uint FirewallMark { get; init; }

    /// <summary>0 where the rule refuses.</summary>
    public uint Table { get; init; }

    /// <summary>How it refuses what it matches; null where it looks up the table.</summary>
    public RuleAction? Refusal { get; init; }

    /// <param name="rule">As configured.</param>
    /// <param name="family">That of its instance, for a rule whose prefixes tell none.</param>
    public static KernelRule Of(VirtualRule rule, AddressFamily family) =>
        new(rule.Family == AddressFamily.None ? family : rule.Family, rule.Preference)
        {
            From = Anywhere(rule.From),
            To = Anywhere(rule.To),
            InputInterface = rule.InputInterface,
            OutputInterface = rule.OutputInterface,
            FirewallMark = rule.FirewallMark ?? 0,
            Table = rule.Table,
            Refusal = rule.Action == RuleAction.Lookup ? null : rule.Action,
        };

    /// <summary>As <c>ip rule</c> writes it.</summary>
    public override string ToString()
    {
        var words = new List<string> { $"rule {Preference}: from {(From.Length == 0 ? "all" : From)}" };
        if (To.Length > 0) words.Add($"to {To}");
        if (InputInterface is not null) words.Add($"iif {InputInterface}");
        if (OutputInterface is not null) words.Add($"oif {OutputInterface}");
        if (FirewallMark != 0) words.Add($"fwmark {FirewallMark}");
        words.Add(Refusal is { } refusal ? refusal.ToString().ToLowerInvariant() : $"lookup {Table}");
        return string.Join(' ', words);
    }

    private static IpPrefix Anywhere(IpPrefix? prefix) => prefix is { Length: > 0 } written ? written : default;
}
