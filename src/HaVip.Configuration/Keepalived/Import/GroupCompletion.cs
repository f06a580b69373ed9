using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>
/// Makes groups of the drafts once all instances are known. An instance belongs to the first that names it.
/// </summary>
internal sealed class GroupCompletion(
    IReadOnlyList<GroupDraft> groups,
    IReadOnlyList<InstanceDraft> instances,
    Names names,
    CheckCatalog checks,
    GlobalDraft global,
    ImportContext context)
{
    private readonly HashSet<string> _placed = new(StringComparer.Ordinal);

    public IReadOnlyList<GroupConfiguration> Complete(PlaceMap places)
    {
        var completed = new List<GroupConfiguration>();
        foreach (var draft in groups)
        {
            context.Block = $"{GroupKeywords.Block} {Shown.Text(draft.Statement.Argument(0) ?? "")}";
            var members = Members(draft);
            if (members.Count == 0)
            {
                context.Add(
                    ImportRules.NameUnknown, draft.Statement, "The group has no instance, so keepalived leaves it out, and so do we.");
                continue;
            }

            var path = $"{ConfigurationKeys.Groups}[{completed.Count}]";
            places.Set(path, draft.Statement);
            completed.Add(Complete(draft, members, places, path));
        }

        return completed;
    }

    private GroupConfiguration Complete(GroupDraft draft, List<InstanceDraft> members, PlaceMap places, string path)
    {
        var users = members.ConvertAll(member => new InstanceConfiguration
        {
            Interface = member.Interface ?? "",
            AddressOwner = member.IsOwner,
        });
        return new GroupConfiguration
        {
            Name = draft.Name,
            Instances = members.ConvertAll(member => member.Name),
            TrackingWeight = draft.HasTrackingWeight,
            Track = checks.Resolve(
                draft.Track, users, !draft.HasTrackingWeight, places, $"{path}.{ConfigurationKeys.Track}"),
            Notify = draft.Notify.Complete(global),
        };
    }

    private List<InstanceDraft> Members(GroupDraft draft)
    {
        var members = new List<InstanceDraft>();
        foreach (var (written, statement) in draft.Members)
        {
            var shown = Shown.Text(written);
            if (names.Find(written) is not { } name)
            {
                context.Add(
                    ImportRules.NameUnknown,
                    statement,
                    $"There is no instance '{shown}', so keepalived leaves it out of the group, and so do we.",
                    names.Suggest(written));
            }
            else if (!_placed.Add(name))
            {
                context.Add(
                    ImportRules.NameTaken, statement, $"The instance '{shown}' is in a group already, and stays in that one.");
            }
            else members.Add(instances.First(instance => instance.Name == name));
        }

        return members;
    }
}
