using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Binding;

/// <summary>What one reading collects: the findings, and where each value stands.</summary>
internal sealed class BindingContext(string? file, bool requiresSecrets = false)
{
    private readonly Dictionary<string, SourcePosition> _positions = new(StringComparer.Ordinal);

    public List<ConfigurationDiagnostic> Findings { get; } = [];

    /// <summary>Whether a credential that this process does not have is an error.</summary>
    public bool RequiresSecrets => requiresSecrets;

    /// <summary>Remembers where a value stands; an alias stands where it is used first.</summary>
    public void Place(string path, SourcePosition position) => _positions.TryAdd(path, position);

    public void Report(
        ConfigurationRule rule, string path, SourcePosition position, string message, string? recommendation = null) =>
        Findings.Add(new ConfigurationDiagnostic
        {
            Severity = rule.Severity,
            RuleId = rule.Id,
            Message = message,
            Recommendation = recommendation,
            Path = path.Length == 0 ? null : path,
            File = file,
            Line = position.Line,
            Column = position.Column,
        });

    /// <summary>Gives a finding of the validator its place: that of the value, else of the nearest one around it.</summary>
    public ConfigurationDiagnostic Locate(ConfigurationDiagnostic finding)
    {
        for (var path = finding.Path; path is not null; path = ValuePath.Parent(path))
        {
            if (_positions.TryGetValue(path, out var position))
                return finding with { File = file, Line = position.Line, Column = position.Column };
        }

        return finding with { File = file };
    }
}
