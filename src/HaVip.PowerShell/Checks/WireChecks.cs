using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using static HaVip.PowerShell.Checks.Verdict;
using Settings = HaVip.Core.Configuration.InstanceConfiguration;

namespace HaVip.PowerShell.Checks;

/// <summary>What the link shows. A watcher sees packets before a filter on the way in, and after one on the way out.</summary>
internal static class WireChecks
{
    public static IEnumerable<Verdict> Sending(NodeSituation situation) =>
        NodeChecks.PerInstance(situation, instance =>
        {
            if (Unasked(situation) is { } why) return Skipped(why);
            if (situation.StateOf(instance)?.State != VrrpState.Master) return Skipped("it is not Master, so it says nothing");
            var seen = situation.Sent(instance).Sum(one => one.Count);
            return seen > 0
                ? Passed($"{seen} seen to leave {instance.Interface}")
                : Failed(
                    $"the Master's advertisements do not leave {instance.Interface}: a packet filter drops protocol 112 on the way out",
                    "See Firewall; nft list ruleset shows the rules.");
        });

    public static IEnumerable<Verdict> Hearing(NodeSituation situation) =>
        NodeChecks.PerInstance(situation, instance =>
        {
            if (Unasked(situation) is { } why) return Skipped(why);
            var arrived = situation.Heard(instance).Sum(one => one.Count);
            var reached = situation.Growth(instance, c => c.AdvertisementsReceived + c.Rejected.Values.Sum());
            if (reached > 0) return Passed($"{reached} reached the runner");
            if (arrived > 0 && situation.StateOf(instance)?.State is VrrpState.Master or VrrpState.Backup or VrrpState.Initialize)
            {
                return Failed(
                    $"{arrived} advertisements arrived at {instance.Interface} and none reached the runner:"
                        + " a packet filter drops protocol 112 on the way in",
                    "See Firewall; nft list ruleset shows the rules.");
            }

            return situation.StateOf(instance)?.State == VrrpState.Backup
                ? Warning("it is Backup, and no advertisement arrived while it was looked at",
                    "Look again, for longer: -Duration; Test-HaVipCluster tries both directions.")
                : Skipped("nobody else speaks; Test-HaVipCluster tries both directions");
        });

    public static IEnumerable<Verdict> VirtualRouterId(NodeSituation situation) =>
        NodeChecks.PerInstance(situation, instance =>
        {
            if (situation.Probe is null) return Skipped(situation.ProbeProblem ?? "it was not looked at");
            var own = instance.VirtualAddresses.Select(address => address.Prefix.Address.ToString()).ToHashSet();
            var stranger = situation.Heard(instance)
                .FirstOrDefault(one => one.Last.VirtualAddresses.Count > 0 && !one.Last.VirtualAddresses.Any(own.Contains));
            if (stranger is not null)
            {
                return Failed(
                    $"{stranger.Last.Source} uses virtualRouterId {instance.VirtualRouterId} for other addresses:"
                        + $" {string.Join(", ", stranger.Last.VirtualAddresses)}",
                    "Give one of the two another virtualRouterId, on all of its nodes.");
            }

            var speakers = situation.Heard(instance).Where(one => one.Last.Priority > 0)
                .Select(one => one.Last.Source).Distinct().ToList();
            return speakers.Count > 1
                ? Failed($"several speak at once as Master: {string.Join(", ", speakers)}", "Let Test-HaVipCluster look at all nodes.")
                : Passed(speakers.Count == 1 ? $"only {speakers[0]} speaks" : "nobody else speaks");
        });

    public static IEnumerable<Verdict> AddressConflict(NodeSituation situation) =>
        NodeChecks.PerInstance(situation, instance =>
        {
            if (situation.Probe is null) return Skipped(situation.ProbeProblem ?? "it was not looked at");
            var masters = Places(situation, instance);
            foreach (var address in instance.VirtualAddresses.Concat(instance.ExcludedAddresses))
            {
                var text = address.Prefix.Address.ToString();
                var asked = situation.Probe.Addresses.FirstOrDefault(
                    one => one.Address == text && one.Interface == (address.Interface ?? instance.Interface));
                if (asked?.Problem is { } problem) return Skipped($"{text} could not be asked for: {problem}");
                if (asked?.Claims.FirstOrDefault(mac => !masters.Contains(mac)) is { } stranger)
                {
                    return Failed(
                        $"{stranger} answers for {text} and is not the Master",
                        "Find that host in the switch's table, and take the address from it.");
                }
            }

            return Passed(masters.Count > 0 ? "the Master alone answers" : "nobody else answers");
        });

    public static IEnumerable<Verdict> UnicastPeer(NodeSituation situation) =>
        from instance in situation.Instances
        from peer in instance.Unicast?.Peers ?? []
        select Reach(situation, instance, peer.Address.ToString()) with { Instance = instance.Name };

    private static Verdict Reach(NodeSituation situation, Settings instance, string peer)
    {
        if (situation.Probe is null) return Skipped(situation.ProbeProblem ?? "it was not looked at");
        var asked = situation.Probe.Addresses.FirstOrDefault(one => one.Address == peer && one.Interface == instance.Interface);
        if (asked is null) return Skipped($"{peer} is not on the link of {instance.Interface}, so it was not asked");
        return asked.Claims.Count > 0
            ? Passed($"{peer} is at {asked.Claims[0]}")
            : Failed($"{peer} does not answer on {instance.Interface}{(asked.Problem is { } p ? $": {p}" : "")}",
                "Start that machine, or correct unicast.peers.");
    }

    /// <summary>Where the addresses may be: with who advertises them, by its own address or the virtual router's.</summary>
    private static HashSet<string> Places(NodeSituation situation, Settings instance)
    {
        var speakers = situation.Heard(instance).Where(one => one.Last.Rejected == RejectReason.None).ToList();
        HashSet<string> places = [.. speakers.Select(one => one.Last.SourceMac).OfType<string>()];
        if (speakers.Count > 0) places.Add(MacAddress.VirtualRouter(instance.Family, instance.VirtualRouterId).ToString());
        return places;
    }

    private static string? Unasked(NodeSituation situation) =>
        situation.After is null ? "no runner answers" : situation.Probe is null ? situation.ProbeProblem : null;
}
