using System.Globalization;
using HaVip.Configuration.Keepalived.Language;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>
/// A line of <c>virtual_rules</c>: what <c>ip rule add</c> takes. A rule with a selector that HaVip does not have would
/// match more than it should, so it is left out as a whole.
/// </summary>
internal sealed class RuleReader(Statement statement, ImportContext context)
{
    private readonly WordCursor _words = new(statement.All);
    private VirtualRule _rule = new();
    private string? _obstacle;

    /// <summary>Null, with a finding, where HaVip cannot have the rule.</summary>
    public VirtualRule? Read()
    {
        while (_obstacle is null && _words.Take() is { } word) ReadWord(word);
        if (_obstacle is null && _rule.Action == RuleAction.Lookup && _rule.Table == 0)
            _obstacle = "it looks up no table";
        if (_obstacle is null) return _rule;
        context.Add(
            ImportRules.NotCarriedOver,
            statement,
            $"The rule '{Shown.Text(statement.ToString())}' is not carried over: {_obstacle}.");
        return null;
    }

    private void ReadWord(string word)
    {
        _rule = word switch
        {
            "from" => _rule with { From = Prefix(word) },
            "to" => _rule with { To = Prefix(word) },
            "table" or "lookup" => _rule with { Table = Table(word) },
            "preference" or "pref" or "priority" or "order" => _rule with { Preference = Number(word) },
            "iif" or "dev" => _rule with { InputInterface = Value(word) },
            "oif" => _rule with { OutputInterface = Value(word) },
            "fwmark" => _rule with { FirewallMark = Mark() },
            "blackhole" => _rule with { Action = RuleAction.Blackhole },
            "unreachable" => _rule with { Action = RuleAction.Unreachable },
            "prohibit" => _rule with { Action = RuleAction.Prohibit },
            "protocol" or "track_group" => SkipValue(word),
            "inet" or "inet6" or "no_track" => _rule,
            _ => Refuse(word),
        };
    }

    private VirtualRule Refuse(string word)
    {
        _obstacle = $"HaVip has no '{Shown.Text(word)}' for rules";
        return _rule;
    }

    private VirtualRule SkipValue(string word)
    {
        Value(word);
        return _rule;
    }

    private IpPrefix? Prefix(string option)
    {
        var text = Value(option);
        if (text is "all" or "any" or "default") return null;
        if (IpPrefix.TryParse(text, out var prefix)) return prefix.Network;
        _obstacle ??= $"'{option}' has no network";
        return null;
    }

    private uint Table(string option)
    {
        if (context.Table(Value(option)) is { } table) return table;
        _obstacle ??= $"'{option}' names no table that this machine knows";
        return 0;
    }

    /// <summary>Decimal or hexadecimal; a mask is nothing HaVip has.</summary>
    private uint? Mark()
    {
        var text = Value("fwmark");
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (uint.TryParse(isHex ? text[2..] : text, style, NumberFormatInfo.InvariantInfo, out var mark)) return mark;
        _obstacle ??= "HaVip takes a mark as a number without a mask";
        return null;
    }

    private uint Number(string option)
    {
        if (uint.TryParse(Value(option), NumberStyles.None, NumberFormatInfo.InvariantInfo, out var number))
            return number;
        _obstacle ??= $"'{option}' has no number";
        return 0;
    }

    private string Value(string option)
    {
        var value = _words.Take();
        if (value is null) _obstacle ??= $"'{option}' has no value";
        return value ?? "";
    }
}
