using System.Management.Automation;

namespace HaVip.PowerShell.Nodes;

/// <summary>Which of a node's instances a list of names means.</summary>
internal static class InstanceSelection
{
    /// <summary>Wildcards may match nothing; an exact name that is not there is reported.</summary>
    public static List<InstanceState> Select(
        IReadOnlyList<InstanceState> states, NodeTarget target, Action<HaVipException> report) =>
        Select(states, state => state.Name, target, report);

    /// <summary>As for states, with anything that has the name of an instance.</summary>
    public static List<T> Select<T>(
        IReadOnlyList<T> instances, Func<T, string> name, NodeTarget target, Action<HaVipException> report)
    {
        if (target.Names is null) return [.. instances];
        var patterns = target.Names.Select(text => WildcardPattern.Get(text, WildcardOptions.IgnoreCase)).ToList();
        var exact = target.Names.Where(text => !WildcardPattern.ContainsWildcardCharacters(text));
        ReportMissing([.. instances.Select(name)], target, exact, report);
        return [.. instances.Where(instance => patterns.Any(pattern => pattern.IsMatch(name(instance))))];
    }

    /// <summary>For what changes instances: each has to be named, and one that is not there is reported.</summary>
    public static List<InstanceState> SelectExact(
        IReadOnlyList<InstanceState> states, NodeTarget target, Action<HaVipException> report)
    {
        if (target.Names is null) return [.. states];
        ReportMissing([.. states.Select(state => state.Name)], target, target.Names, report);
        return [.. states.Where(state => target.Names.Contains(state.Name, StringComparer.OrdinalIgnoreCase))];
    }

    public static HaVipException NotFound(string name, NodeLocation node, IReadOnlyList<string> known) => new(
        Core.Control.ControlError.UnknownInstance,
        ErrorCategory.ObjectNotFound,
        $"There is no instance '{name}' on {node}.",
        known.Count == 0 ? "The node has no instances." : $"It has: {string.Join(", ", known)}.",
        name);

    private static void ReportMissing(
        IReadOnlyList<string> known, NodeTarget target, IEnumerable<string> names, Action<HaVipException> report)
    {
        var missing = names.Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase));
        foreach (var name in missing) report(NotFound(name, target.Location, known));
    }
}
