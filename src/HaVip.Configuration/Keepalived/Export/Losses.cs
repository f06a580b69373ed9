using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Export;

/// <summary>What keepalived cannot do, in the order it was met.</summary>
internal sealed class Losses
{
    private static readonly ConfigurationRule Rule = new("NotInKeepalived", DiagnosticSeverity.Warning, []);

    private readonly List<ConfigurationDiagnostic> _items = [];

    public IReadOnlyList<ConfigurationDiagnostic> Items => _items;

    /// <param name="path">Of what is lost, such as <c>instances[0].authentication</c>.</param>
    /// <param name="message">What keepalived does instead; never a secret.</param>
    /// <param name="recommendation">What to do about it.</param>
    public void Add(string path, string message, string? recommendation = null) =>
        _items.Add(new ConfigurationDiagnostic
        {
            Severity = Rule.Severity,
            RuleId = Rule.Id,
            Path = path,
            Message = message,
            Recommendation = recommendation,
        });
}
