namespace HaVip.Core.Configuration;

/// <summary>What differs between two configurations, instance by instance. Instances are the same by name.</summary>
public sealed partial class ConfigurationDiff
{
    private ConfigurationDiff()
    {
    }

    /// <summary>The keys of <c>node</c> whose values differ.</summary>
    public IReadOnlyList<string> NodeKeys { get; private init; } = [];

    /// <summary>Every instance of either: those of the new configuration in its order, then the removed ones.</summary>
    public IReadOnlyList<InstanceChange> Instances { get; private init; } = [];

    /// <summary>The names of the groups that were added, removed or changed.</summary>
    public IReadOnlyList<string> Groups { get; private init; } = [];

    /// <summary>The names of the checks that were added, removed or changed.</summary>
    public IReadOnlyList<string> Checks { get; private init; } = [];

    /// <summary>True where nothing differs. The order of instances, groups and checks is no difference.</summary>
    public bool IsEmpty =>
        NodeKeys.Count + Groups.Count + Checks.Count == 0 && Instances.All(i => i.Kind == InstanceChangeKind.Unchanged);

    /// <summary>True where the runner has to start anew: it joins its network namespace before anything else.</summary>
    public bool NeedsNewRunner => NodeKeys.Contains(ConfigurationKeys.NetworkNamespace);

    /// <summary>Compares two valid configurations; of instances with the same name the first counts.</summary>
    public static ConfigurationDiff Between(NodeConfiguration before, NodeConfiguration after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var old = ByName(before);
        var now = ByName(after);
        var changes = new List<InstanceChange>();
        foreach (var instance in after.Instances)
            changes.Add(old.TryGetValue(instance.Name, out var was) ? Compare(was, instance) : Added(instance));
        changes.AddRange(before.Instances.Where(i => !now.ContainsKey(i.Name)).Select(Removed));
        return new ConfigurationDiff
        {
            NodeKeys = Compare(before.Node, after.Node),
            Instances = changes,
            Groups = Differing(before.Groups, after.Groups, group => group.Name),
            Checks = Differing(before.Checks, after.Checks, check => check.Name),
        };
    }

    private static string[] Differing<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> name)
        where T : class =>
        [.. after.Except(before).Concat(before.Except(after)).Select(name).Distinct(StringComparer.Ordinal)];

    private static Dictionary<string, InstanceConfiguration> ByName(NodeConfiguration configuration)
    {
        var instances = new Dictionary<string, InstanceConfiguration>(StringComparer.Ordinal);
        foreach (var instance in configuration.Instances) instances.TryAdd(instance.Name, instance);
        return instances;
    }

    private static InstanceChange Added(InstanceConfiguration instance) =>
        new() { Name = instance.Name, Kind = InstanceChangeKind.Added, After = instance };

    private static InstanceChange Removed(InstanceConfiguration instance) =>
        new() { Name = instance.Name, Kind = InstanceChangeKind.Removed, Before = instance };

    /// <summary>Whether nothing differs between two configurations of an instance.</summary>
    public static bool AreEqual(InstanceConfiguration before, InstanceConfiguration after) =>
        Compare(before, after).Kind == InstanceChangeKind.Unchanged;

    /// <summary>What differs between two configurations of the instance of the same name.</summary>
    public static InstanceChange Compare(InstanceConfiguration before, InstanceConfiguration after)
    {
        var keys = ComparedKeys.Where(k => !k.Same(before, after)).ToArray();
        return new InstanceChange
        {
            Name = after.Name,
            Kind = keys.Length == 0 ? InstanceChangeKind.Unchanged : InstanceChangeKind.Changed,
            Before = before,
            After = after,
            Keys = keys.Select(k => k.Name).ToArray(),
            NeedsRestart = keys.Any(k => k.NeedsRestart) || before.Family != after.Family,
        };
    }

    private static List<string> Compare(NodeSettings before, NodeSettings after)
    {
        var keys = new List<string>();
        if (before.Name != after.Name) keys.Add(ConfigurationKeys.Name);
        if (before.NetworkNamespace != after.NetworkNamespace) keys.Add(ConfigurationKeys.NetworkNamespace);
        if (before.StartupDelay != after.StartupDelay) keys.Add(ConfigurationKeys.StartupDelay);
        if (before.Lease != after.Lease) keys.Add(ConfigurationKeys.Lease);
        if (before.ScriptUser != after.ScriptUser) keys.Add(ConfigurationKeys.ScriptUser);
        return keys;
    }
}
