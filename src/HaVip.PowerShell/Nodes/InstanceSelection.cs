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
        var patterns = target.Names.Select(name => (Name: name, Pattern: Pattern(name))).ToList();
        foreach (var (name, pattern) in patterns)
        {
            if (WildcardPattern.ContainsWildcardCharacters(name)) continue;
            if (!states.Any(state => pattern.IsMatch(state.Name))) report(NotFound(name, target, states));
        }

        return [.. states.Where(state => patterns.Any(p => p.Pattern.IsMatch(state.Name)))];
    }

    private static WildcardPattern Pattern(string name) => WildcardPattern.Get(name, WildcardOptions.IgnoreCase);

    private static HaVipException NotFound(string name, NodeTarget target, IReadOnlyList<InstanceState> states) => new(
        Core.Control.ControlError.UnknownInstance,
        ErrorCategory.ObjectNotFound,
        $"There is no instance '{name}' on {target.Location}.",
        states.Count == 0
            ? "The node has no instances."
            : $"It has: {string.Join(", ", states.Select(state => state.Name))}.",
        name);
}
