using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Language;

/// <summary>What one reading has to say, in the order it was found.</summary>
internal sealed class Findings
{
    /// <summary>Nobody reads more, and a file of nonsense could have a million.</summary>
    private const int Most = 1_000;

    private readonly List<ConfigurationDiagnostic> _items = [];

    public IReadOnlyList<ConfigurationDiagnostic> Items => _items;

    public void Add(
        ConfigurationRule rule, TextPlace place, string message, string? recommendation = null, string? path = null)
    {
        if (_items.Count == Most) (rule, message, recommendation) = (LanguageRules.TooManyFindings, TooMany, null);
        if (_items.Count > Most) return;
        _items.Add(new ConfigurationDiagnostic
        {
            Severity = rule.Severity,
            RuleId = rule.Id,
            Message = message,
            Recommendation = recommendation,
            Path = path,
            File = place.File,
            Line = place.Line,
            Column = place.Column,
        });
    }

    private static string TooMany =>
        $"There is more, but {Most} findings are enough: is this a keepalived configuration?";
}
