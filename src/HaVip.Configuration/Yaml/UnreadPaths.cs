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

        if (MissesName(finding.RuleId)) return true;
        if (ItemOf(path) is not { } item) return false;
        var keys = Rules[finding.RuleId].Keys.Select(k => ValuePath.Key(item, k));
        return keys.Any(k => _unread.Contains(k) || _around.Contains(k));
    }

    /// <summary>What a name refers to may be among what could not be read, and who uses a check too.</summary>
    private bool MissesName(string ruleId)
    {
        if (ruleId == TrackingRules.CheckUnused.Id) return _unread.Any(path => path.Contains(ConfigurationKeys.Track) || path == ConfigurationKeys.Groups);
        var list = ruleId == TrackingRules.TrackedCheckUnknown.Id ? ConfigurationKeys.Checks
            : ruleId == TrackingRules.GroupInstanceUnknown.Id ? ConfigurationKeys.Instances
            : null;
        return list is not null && _unread.Any(path => path == list || IsNameIn(path, list));
    }

    private static bool IsNameIn(string path, string list)
    {
        if (!path.StartsWith(list + "[", StringComparison.Ordinal)) return false;
        var rest = path[(path.IndexOf(']') + 1)..];
        return rest.Length == 0 || rest == "." + ConfigurationKeys.Name;
    }

    /// <summary>The instance, group or check that a path leads into.</summary>
    private static string? ItemOf(string path)
    {
        var end = path.IndexOf(']');
        return end < 0 || path.IndexOf('.') < end ? null : path[..(end + 1)];
    }
}
