using HaVip.Configuration.Keepalived.Language;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>
/// The names of one kind of block. HaVip takes letters, digits, <c>_ . -</c>, and does not tell names apart by case.
/// </summary>
/// <param name="block">What the block is called.</param>
/// <param name="taken">The names HaVip has given already; blocks of several kinds can share them.</param>
internal sealed class Names(string block, HashSet<string> taken)
{
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);

    /// <summary>The name for a block; null, with a finding, where keepalived would skip it.</summary>
    public string? Give(Statement statement, ImportContext context)
    {
        if (statement.Argument(0) is not { Length: > 0 } written)
        {
            context.Add(ImportRules.NameTaken, statement, $"This {block} has no name, so keepalived leaves it out.");
            return null;
        }

        if (_given.ContainsKey(written))
        {
            context.Add(
                ImportRules.NameTaken,
                statement,
                $"There is a {block} '{Shown.Text(written)}' already, so keepalived leaves this one out.",
                "Give it another name.");
            return null;
        }

        var name = Unique(Allowed(written));
        if (name != written)
        {
            context.Add(
                ImportRules.NameAdjusted, statement, $"The {block} '{Shown.Text(written)}' is called '{name}' in HaVip.");
        }

        taken.Add(name);
        return _given[written] = name;
    }

    /// <summary>What HaVip calls a block that others name so; null where there is none.</summary>
    public string? Find(string written) => _given.GetValueOrDefault(written);

    /// <summary>Advice where a name was perhaps mistyped; null where none is near.</summary>
    public string? Suggest(string written) =>
        NearestName.Find(written, _given.Keys) is { } near ? $"Did you mean '{Shown.Text(near)}'?" : null;

    /// <summary>For the second parameter.</summary>
    public static HashSet<string> None => new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The characters a name may have, and no more of them than it may.</summary>
    public static string Allowed(string written)
    {
        var cut = written.Length > ConfigurationLimits.MaximumNameLength
            ? written[..ConfigurationLimits.MaximumNameLength]
            : written;
        return string.Concat(cut.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' ? c : '_'));
    }

    private string Unique(string name)
    {
        var unique = name;
        for (var i = 2; taken.Contains(unique); i++)
        {
            var suffix = $"-{i}";
            unique = name[..Math.Min(name.Length, ConfigurationLimits.MaximumNameLength - suffix.Length)] + suffix;
        }

        return unique;
    }
}
