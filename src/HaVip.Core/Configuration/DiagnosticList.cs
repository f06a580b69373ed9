namespace HaVip.Core.Configuration;

/// <summary>The validator's findings, in the order they were made.</summary>
internal sealed class DiagnosticList
{
    private readonly List<ConfigurationDiagnostic> _items = [];

    public void Add(ConfigurationRule rule, string path, string message, string? recommendation = null) =>
        _items.Add(new ConfigurationDiagnostic
        {
            Severity = rule.Severity,
            RuleId = rule.Id,
            Path = path,
            Message = message,
            Recommendation = recommendation,
        });

    public IReadOnlyList<ConfigurationDiagnostic> ToArray() => _items.ToArray();
}
