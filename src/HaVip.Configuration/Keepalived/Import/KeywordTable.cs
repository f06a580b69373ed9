using HaVip.Configuration.Keepalived.Language;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>All that may stand in one kind of block.</summary>
internal sealed class KeywordTable<TDraft>
{
    private readonly Dictionary<string, Keyword<TDraft>> _keywords = new(StringComparer.Ordinal);

    public KeywordTable(string block, params Keyword<TDraft>[] keywords)
    {
        Block = block;
        foreach (var keyword in keywords) _keywords.Add(keyword.Name, keyword);
    }

    /// <summary>What the block is called.</summary>
    public string Block { get; }

    public IReadOnlyCollection<string> Names => _keywords.Keys;

    public void Read(IEnumerable<Statement> statements, TDraft draft, ImportContext context)
    {
        foreach (var statement in statements)
        {
            if (_keywords.TryGetValue(statement.Keyword.Text, out var keyword)) keyword.Read(statement, draft, context);
            else Unknown(statement, context);
        }
    }

    private void Unknown(Statement statement, ImportContext context)
    {
        var name = Shown.Text(statement.Keyword.Text);
        var nearest = NearestName.Find(statement.Keyword.Text, Names);
        if (nearest is null && Vocabulary.BlocksOf(statement.Keyword.Text) is { Count: > 0 } blocks)
        {
            context.Add(
                ImportRules.KeywordMisplaced,
                statement,
                $"'{name}' has no meaning {Where}, so keepalived ignores it, and so do we.",
                $"It belongs into {string.Join(" or ", blocks)}.");
            return;
        }

        context.Add(
            ImportRules.KeywordUnknown,
            statement,
            $"'{name}' is no keyword {Where}, so it is left out{(statement.Block is null ? "" : " with its block")}.",
            nearest is null ? null : $"Did you mean '{nearest}'?");
    }

    private string Where => Block.Length == 0 ? "outside of all blocks" : $"in {Block}";
}
