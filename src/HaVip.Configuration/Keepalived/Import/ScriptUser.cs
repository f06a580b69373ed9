using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>Whom scripts run as: <c>USER [[:]GROUP]</c>, which HaVip writes <c>user:group</c>.</summary>
internal static class ScriptUser
{
    /// <summary>Null where nobody is named.</summary>
    public static string? Read(IReadOnlyList<Word> words, Statement statement, ImportContext context) =>
        Read([.. words.Select(word => word.Text)], statement, context);

    public static string? Read(IReadOnlyList<string> words, Statement statement, ImportContext context)
    {
        if (words.Count == 0) return null;
        if (words.Count == 1) return words[0];
        if (words[1].StartsWith(':'))
        {
            context.Add(
                ImportRules.NotCarriedOver,
                statement,
                "Supplementary groups are not carried over: HaVip gives a script those of its user.");
        }

        return $"{words[0]}:{words[1].TrimStart(':')}";
    }
}
