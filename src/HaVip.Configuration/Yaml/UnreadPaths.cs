using HaVip.Configuration.Yaml.Binding;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml;

/// <summary>
/// Where the reader found errors. The validator sees defaults there, so what it says about them would mislead.
/// </summary>
internal sealed class UnreadPaths
{
    private static readonly Dictionary<string, ConfigurationRule> Rules =
        ConfigurationRules.All.ToDictionary(r => r.Id, StringComparer.Ordinal);

    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);
    private readonly HashSet<string> _around = new(StringComparer.Ordinal);

    public UnreadPaths(IEnumerable<ConfigurationDiagnostic> findings)
    {
        foreach (var path in findings.Select(f => f.Path).OfType<string>())
        {
            _unread.Add(path);
            var up = ValuePath.Parent(path);
            while (!string.IsNullOrEmpty(up) && _around.Add(up)) up = ValuePath.Parent(up);
        }
    }

    /// <summary>True where the finding is about something that could not be read, or depends on it.</summary>
    public bool Concern(ConfigurationDiagnostic finding)
    {
        if (finding.Path is not { } path) return false;
        if (_around.Contains(path)) return true;
        for (var up = path; !string.IsNullOrEmpty(up); up = ValuePath.Parent(up))
        {
            if (_unread.Contains(up)) return true;
        }

        if (InstanceOf(path) is not { } instance) return false;
        var keys = Rules[finding.RuleId].Keys.Select(k => ValuePath.Key(instance, k));
        return keys.Any(k => _unread.Contains(k) || _around.Contains(k));
    }

    private static string? InstanceOf(string path)
    {
        var end = path.IndexOf(']');
        var isInstance = path.StartsWith(ConfigurationKeys.Instances + "[", StringComparison.Ordinal);
        return isInstance && end >= 0 ? path[..(end + 1)] : null;
    }
}
