using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

public static partial class ConfigurationValidator
{
    private static void CheckTracks(NodeConfiguration configuration, DiagnosticList findings)
    {
        for (var i = 0; i < configuration.Instances.Count; i++)
        {
            var instance = configuration.Instances[i];
            var path = $"{InstancePath(i)}.{ConfigurationKeys.Track}";
            CheckTrack(configuration, instance.Track, path, [instance], findings);
        }

        for (var i = 0; i < configuration.Groups.Count; i++)
        {
            var group = configuration.Groups[i];
            var path = $"{ConfigurationKeys.Groups}[{i}].{ConfigurationKeys.Track}";
            var members = configuration.Instances.Where(instance => group.Instances.Contains(instance.Name)).ToArray();
            CheckTrack(configuration, group.Track, path, members, findings);
        }
    }

    // Users: the instances that count what is tracked.
    private static void CheckTrack(
        NodeConfiguration configuration,
        TrackSettings track,
        string path,
        InstanceConfiguration[] users,
        DiagnosticList findings)
    {
        for (var i = 0; i < track.Interfaces.Count; i++)
        {
            var itemPath = $"{path}.{ConfigurationKeys.Interfaces}[{i}]";
            CheckTrackedInterface(track.Interfaces, i, itemPath, users, findings);
            CheckWeight(configuration, track.Interfaces[i].Weight, ConfigurationLimits.MaximumWeight, itemPath, users, findings);
        }

        for (var i = 0; i < track.Checks.Count; i++)
        {
            var itemPath = $"{path}.{ConfigurationKeys.Checks}[{i}]";
            CheckTrackedCheck(configuration, track.Checks, i, itemPath, findings);
            var check = configuration.Checks.FirstOrDefault(c => c.Name == track.Checks[i].Name);
            var largest = ConfigurationLimits.MaximumWeightOf(check?.Type ?? CheckType.Process);
            CheckWeight(configuration, track.Checks[i].Weight, largest, itemPath, users, findings);
        }
    }

    private static void CheckTrackedInterface(
        IReadOnlyList<TrackedInterface> list,
        int index,
        string path,
        InstanceConfiguration[] users,
        DiagnosticList findings)
    {
        var tracked = list[index];
        var key = $"{path}.{ConfigurationKeys.Name}";
        if (tracked.Name.Length == 0) AddRequired(key, ConfigurationKeys.Name, "name: eth1", findings);
        else if (users.FirstOrDefault(user => user.Interface == tracked.Name) is { } own)
        {
            findings.Add(
                TrackingRules.TrackedInterfaceOwn,
                key,
                $"{Shown(tracked.Name)} is {Shown(own.Name)}'s own interface, which is always watched.",
                "Leave it out: when it is down the instance is in Fault.");
        }
        else if (list.Take(index).Any(other => other.Name == tracked.Name))
        {
            findings.Add(
                TrackingRules.TrackedInterfaceUnique, key, $"{Shown(tracked.Name)} is listed twice.", "Keep one of them.");
        }
        else CheckInterfaceName(TrackingRules.TrackedInterfaceFormat, tracked.Name, key, findings);

        foreach (var (name, delay) in new[]
        {
            (ConfigurationKeys.UpDelay, tracked.UpDelay), (ConfigurationKeys.DownDelay, tracked.DownDelay),
        })
        {
            CheckRange(
                TrackingRules.TrackDelayRange, $"{path}.{name}", delay, ConfigurationLimits.MaximumTrackDelay, findings);
        }
    }

    private static void CheckTrackedCheck(
        NodeConfiguration configuration,
        IReadOnlyList<TrackedCheck> list,
        int index,
        string path,
        DiagnosticList findings)
    {
        var name = list[index].Name;
        var key = $"{path}.{ConfigurationKeys.Name}";
        if (name.Length == 0) AddRequired(key, ConfigurationKeys.Name, "name: web", findings);
        else if (configuration.Checks.All(check => check.Name != name))
        {
            findings.Add(
                TrackingRules.TrackedCheckUnknown,
                key,
                $"There is no check '{Shown(name)}'.",
                Nearest(name, [.. configuration.Checks.Select(check => check.Name)], "checks"));
        }
        else if (list.Take(index).Any(other => other.Name == name))
            findings.Add(TrackingRules.TrackedCheckUnique, key, $"{Shown(name)} is listed twice.", "Keep one of them.");
    }

    private static void CheckWeight(
        NodeConfiguration configuration,
        short weight,
        short largest,
        string path,
        InstanceConfiguration[] users,
        DiagnosticList findings)
    {
        var key = $"{path}.{ConfigurationKeys.Weight}";
        if (weight == 0) return;
        if (Math.Abs((int)weight) > largest)
        {
            findings.Add(
                TrackingRules.TrackWeightRange,
                key,
                $"weight is {weight}: expected a whole number from -{largest} to {largest}.",
                "0 means that a failure is a Fault; any other weight counts towards the priority.");
        }
        else if (users.FirstOrDefault(user => user.AddressOwner) is { } owner)
        {
            findings.Add(
                TrackingRules.TrackWeightOwner,
                key,
                $"weight is {weight}, but the priority of {Shown(owner.Name)}, the address owner, is always 255.",
                "An address owner can only track with weight 0: a failure is a Fault then.");
        }
        else if (GroupWithoutWeights(configuration, users) is { } group)
        {
            findings.Add(
                TrackingRules.TrackWeightInGroup,
                key,
                $"weight is {weight}, but weights do not count in the group {Shown(group.Name)}: they could pull it apart.",
                "Write weight 0, so that a failure is a Fault of the whole group, or 'trackingWeight: true' in the group.");
        }
    }

    private static GroupConfiguration? GroupWithoutWeights(
        NodeConfiguration configuration, InstanceConfiguration[] users) =>
        configuration.Groups.FirstOrDefault(group =>
            !group.TrackingWeight && users.Any(user => group.Instances.Contains(user.Name)));

    private static string Nearest(string name, string[] names, string kind) =>
        NearestName.Find(name, names) is { } near ? $"Did you mean '{near}'?"
        : names.Length == 0 ? $"There are no {kind}."
        : $"The {kind} are: {string.Join(", ", names.Select(Shown))}.";
}
