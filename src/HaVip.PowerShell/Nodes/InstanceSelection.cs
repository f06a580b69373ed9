using System.Management.Automation;

namespace HaVip.PowerShell.Nodes;

/// <summary>Which of a node's instances a list of names means.</summary>
internal static class InstanceSelection
{
    /// <summary>Wildcards may match nothing; an exact name that is not there is reported.</summary>
    public static List<InstanceState> Select(
        IReadOnlyList<InstanceState> states, NodeTarget target, Action<HaVipException> report)
    {
        if (target.Names is null) return [.. states];
        var patterns = target.Names.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToList();
        var exact = target.Names.Where(name => !WildcardPattern.ContainsWildcardCharacters(name));
        ReportMissing(states, target, exact, report);
        return [.. states.Where(state => patterns.Any(pattern => pattern.IsMatch(state.Name)))];
    }

    /// <summary>For what changes instances: each has to be named, and one that is not there is reported.</summary>
    public static List<InstanceState> SelectExact(
        IReadOnlyList<InstanceState> states, NodeTarget target, Action<HaVipException> report)
    {
        if (target.Names is null) return [.. states];
        ReportMissing(states, target, target.Names, report);
        return [.. states.Where(state => target.Names.Contains(state.Name, StringComparer.OrdinalIgnoreCase))];
    }

    private static void ReportMissing(
        IReadOnlyList<InstanceState> states, NodeTarget target, IEnumerable<string> names, Action<HaVipException> report)
    {
        var known = states.Select(state => state.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names.Where(name => !known.Contains(name))) report(NotFound(name, target, states));
    }

    private static HaVipException NotFound(string name, NodeTarget target, IReadOnlyList<InstanceState> states) => new(
        Core.Control.ControlError.UnknownInstance,
        ErrorCategory.ObjectNotFound,
        $"There is no instance '{name}' on {target.Location}.",
        states.Count == 0
            ? "The node has no instances."
            : $"It has: {string.Join(", ", states.Select(state => state.Name))}.",
        name);
}
