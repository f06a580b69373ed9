using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

internal static class BlockItems
{
    /// <summary>The lines of a statement's block; none, with a finding, where no brace was opened.</summary>
    public static IReadOnlyList<Statement> Items(this ImportContext context, Statement statement)
    {
        if (statement.Block is { } block) return block;
        context.Add(
            ImportRules.BlockMissing,
            statement,
            $"'{Yaml.Shown.Text(statement.Keyword.Text)}' has no block, so it says nothing.",
            "Write what belongs to it between '{' and '}'.");
        return [];
    }
}
