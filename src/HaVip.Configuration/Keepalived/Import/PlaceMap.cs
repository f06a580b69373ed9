using HaVip.Configuration.Keepalived.Language;
using HaVip.Configuration.Yaml.Binding;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>Where the values of the configuration that was made come from, for what the validator says about them.</summary>
internal sealed class PlaceMap
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    public void Set(string path, Statement statement) => _statements[path] = statement;

    /// <summary>The finding with the place of its value, else of the nearest block around it.</summary>
    public ConfigurationDiagnostic Locate(ConfigurationDiagnostic finding, TextPlace otherwise)
    {
        for (var path = finding.Path; !string.IsNullOrEmpty(path); path = ValuePath.Parent(path))
        {
            if (_statements.TryGetValue(path, out var statement)) return At(finding, statement.Place);
        }

        return At(finding, otherwise);
    }

    private static ConfigurationDiagnostic At(ConfigurationDiagnostic finding, TextPlace place) =>
        finding with { File = place.File, Line = place.Line, Column = place.Column };
}
