using HaVip.Configuration.Keepalived.Language;
using HaVip.Configuration.Yaml.Binding;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>
/// Where the values of the configuration that was made come from, for what the validator says about them.
/// </summary>
internal sealed class PlaceMap
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    public void Set(string path, Statement statement) => _statements[path] = statement;

    /// <summary>What a value comes from, or the nearest block around it; null where nobody wrote it.</summary>
    public Statement? Find(string? path)
    {
        for (; !string.IsNullOrEmpty(path); path = ValuePath.Parent(path))
        {
            if (_statements.TryGetValue(path, out var statement)) return statement;
        }

        return null;
    }

    /// <summary>The finding with the place of its value.</summary>
    public ConfigurationDiagnostic Locate(ConfigurationDiagnostic finding, TextPlace otherwise) =>
        At(finding, Find(finding.Path)?.Place ?? otherwise);

    private static ConfigurationDiagnostic At(ConfigurationDiagnostic finding, TextPlace place) =>
        finding with { File = place.File, Line = place.Line, Column = place.Column };
}
