using HaVip.Core.Election;
using static HaVip.PowerShell.Checks.Verdict;

namespace HaVip.PowerShell.Checks;

/// <summary>The checks of <c>Test-HaVipCluster</c>; each judges the members of one virtual router.</summary>
internal static class ClusterChecks
{
    /// <summary>The one for which the nodes send each other packets.</summary>
    public const string ExchangeName = "Exchange";

    public static readonly IReadOnlyList<ClusterCheck> All =
    [
        new("Members", "Has the virtual router at least two nodes?", Members),
        new("OneMaster", "Is exactly one of them Master?", OneMaster),
        new("RunnerVersion", "Are all runners of one version?", members => Agree(
            members, "version", member => member.RunnerVersion ?? "not running", "Install the same version everywhere.")),
        new("Version", "Is the version of VRRP the same everywhere?", members => Agree(
            members, "version", member => $"{member.Settings.Version}", "Set-HaVipInstance -Version on one of them.")),
        new("Interval", "Is the advertisement interval the same everywhere?", members => Agree(
            members, "interval", member => $"{member.Settings.Interval}", "Set-HaVipInstance -AdvertisementInterval.")),
        new("MissedAdvertisements", "Do all wait for the same number of advertisements?", members => Agree(
            members, "count", member => $"{member.Settings.MissedAdvertisements}", "Set-HaVipInstance -MissedAdvertisements.")),
        new("Authentication", "Are passwords and keys the same everywhere?", Authentication),
        new("VirtualAddress", "Are the virtual addresses the same everywhere?", members => Agree(
            members, "list", member => member.Settings.Addresses, "Set-HaVipInstance -VirtualAddress.")),
        new("Priority", "Have the nodes different priorities?", Priority),
        new(ExchangeName, "Does each hear protocol 112 from each other one?", Exchange),
    ];

    private static IEnumerable<Verdict> Members(IReadOnlyList<ClusterMember> members)
    {
        yield return members.Count > 1
            ? Passed(string.Join(", ", members.Select(member => member.Node)))
            : Warning($"only {members[0].Node} has it", "Name all nodes, such as -NetworkNamespace n1, n2; or add it to a second one.");
    }

    private static IEnumerable<Verdict> OneMaster(IReadOnlyList<ClusterMember> members)
    {
        var masters = members.Where(member => member.State == VrrpState.Master).Select(member => member.Node).ToList();
        yield return masters.Count switch
        {
            1 => Passed($"{masters[0]} is Master"),
            0 => Failed("nobody is Master", "Get-HaVipState says why, in Reason."),
            _ => Failed($"{string.Join(" and ", masters)} are Master at once", "See Exchange: they do not hear each other."),
        };
    }

    private static IEnumerable<Verdict> Priority(IReadOnlyList<ClusterMember> members)
    {
        var same = members.GroupBy(member => member.Settings.Priority).FirstOrDefault(group => group.Count() > 1);
        yield return same is null
            ? Passed(string.Join(", ", members.Select(member => $"{member.Node} {member.Settings.Priority}")))
            : Warning(
                $"{string.Join(" and ", same.Select(member => member.Node))} both have {same.Key}; the higher address decides",
                "Set-HaVipInstance -Priority on one of them.");
    }

    private static IEnumerable<Verdict> Agree(
        IReadOnlyList<ClusterMember> members, string what, Func<ClusterMember, string> value, string advice)
    {
        var values = members.GroupBy(value).ToList();
        yield return values.Count == 1
            ? Passed(values[0].Key)
            : Failed(
                string.Join("; ", values.Select(group => $"{string.Join(", ", group.Select(member => member.Node))}: {group.Key}")),
                $"Give all the same {what}: {advice}");
    }

    /// <summary>Compared by fingerprints that are made for this one comparison, and never told.</summary>
    private static IEnumerable<Verdict> Authentication(IReadOnlyList<ClusterMember> members)
    {
        if (members.Any(member => member.Settings.Fingerprint.Length == 0))
        {
            yield return Skipped("secrets are credentials of services, which are not known here");
            yield break;
        }

        var groups = members.GroupBy(member => member.Settings.Fingerprint).ToList();
        var kinds = members.Select(member => member.Settings.SecretKind).Distinct().ToList();
        yield return groups.Count == 1 ? Passed($"all the same: {kinds[0]}")
            : Failed(
                kinds.Count > 1
                    ? string.Join("; ", members.Select(member => $"{member.Node}: {member.Settings.SecretKind}"))
                    : $"{string.Join(" and ", groups.Select(group => string.Join(", ", group.Select(m => m.Node))))} have different secrets",
                "Give all the same: Set-HaVipInstance -Password or -HmacKey.");
    }

    private static IEnumerable<Verdict> Exchange(IReadOnlyList<ClusterMember> members)
    {
        if (members.Count < 2) return [Skipped("there is nobody to exchange with")];
        return from sender in members
               from hearer in members
               where sender != hearer
               select Heard(sender, hearer);
    }

    private static Verdict Heard(ClusterMember sender, ClusterMember hearer)
    {
        var way = $"{sender.Node} -> {hearer.Node}";
        if (sender.Exchange is null || hearer.Exchange is null)
            return Skipped($"{way}: {sender.ExchangeProblem ?? hearer.ExchangeProblem ?? "it was not tried"}");
        var heard = hearer.Exchange.Heard.FirstOrDefault(one => one.Source == sender.Exchange.Source);
        var isUnicast = hearer.Settings.Peers is not null;
        var count = (isUnicast ? heard?.Unicast : heard?.Multicast) ?? 0;
        var how = isUnicast ? "unicast" : "multicast";
        if (count > 0) return Passed($"{way}: {count} packets by {how}");
        var cause = sender.Exchange.Problem is { } problem ? $" ({problem})" : "";
        return Failed(
            $"{way}: {hearer.Node} hears nothing by {how}{cause}",
            $"Test-HaVipNode{sender.Location.Arguments} and Test-HaVipNode{hearer.Location.Arguments} look for packet filters;"
                + " a switch may also hold multicast back.");
    }
}
