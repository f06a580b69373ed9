namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    private static void CheckGroups(NodeConfiguration configuration, DiagnosticList findings)
    {
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < configuration.Groups.Count; i++)
        {
            var group = configuration.Groups[i];
            var path = $"{ConfigurationKeys.Groups}[{i}]";
            CheckListedName(
                group.Name, path, "group", names, i, TrackingRules.GroupNameFormat, TrackingRules.GroupNameUnique, findings);
            CheckMembers(configuration, group, $"{path}.{ConfigurationKeys.Instances}", members, findings);
            CheckNotify(group.Notify, path, findings);
        }
    }

    // Seen: each instance that this group or one before it has, and where.
    private static void CheckMembers(
        NodeConfiguration configuration,
        GroupConfiguration group,
        string path,
        Dictionary<string, string> seen,
        DiagnosticList findings)
    {
        for (var i = 0; i < group.Instances.Count; i++)
        {
            var name = group.Instances[i];
            var itemPath = $"{path}[{i}]";
            if (configuration.Instances.All(instance => instance.Name != name))
            {
                findings.Add(
                    TrackingRules.GroupInstanceUnknown,
                    itemPath,
                    $"There is no instance '{Shown(name)}'.",
                    Nearest(name, [.. configuration.Instances.Select(instance => instance.Name)], "instances"));
            }
            else if (!seen.TryAdd(name, itemPath))
            {
                findings.Add(
                    TrackingRules.GroupInstanceUnique,
                    itemPath,
                    $"{Shown(name)} is already in {seen[name]}: an instance can be in one group only.",
                    "Keep one of them, or make one group of both.");
            }
        }

        if (group.Instances.Count == 0)
        {
            findings.Add(
                TrackingRules.GroupInstanceRequired, path, "The group has no instance.", "List the names of two or more.");
        }
        else if (group.Instances.Count == 1)
        {
            findings.Add(
                TrackingRules.GroupOfOne,
                path,
                "A group of one instance moves together with nothing.",
                "List another instance, or leave the group out.");
        }
        else CheckMembersAgree(configuration, group, path, findings);
    }

    private static void CheckMembersAgree(
        NodeConfiguration configuration, GroupConfiguration group, string path, DiagnosticList findings)
    {
        var members = configuration.Instances.Where(i => group.Instances.Contains(i.Name)).ToArray();
        if (members.Length < 2) return;
        var first = members[0];
        if (members.Any(m => m.AddressOwner != first.AddressOwner))
        {
            findings.Add(
                TrackingRules.GroupOwnerMixed,
                path,
                "Some instances of the group are address owners and some are not: owners are Master whatever the others are.",
                "Write addressOwner in all of them or in none.");
            return;
        }

        var different = new (string Key, Func<InstanceConfiguration, object> Value)[]
        {
            (ConfigurationKeys.Priority, m => m.Priority),
            (ConfigurationKeys.Preempt, m => m.Preempt),
            (ConfigurationKeys.PreemptDelay, m => m.PreemptDelay),
        }.Where(k => members.Any(m => !k.Value(m).Equals(k.Value(first)))).Select(k => k.Key).ToArray();
        if (different.Length == 0) return;
        findings.Add(
            TrackingRules.GroupMembersDiffer,
            path,
            $"The instances of the group differ in {string.Join(", ", different)}: they want different things, and move only "
            + "when all of them agree.",
            "Give all instances of a group the same values.");
    }
}
