using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// Rule 1: no two hosts that hear each other both answer for an address longer than the grace. README.md has the
/// derivation: the longer of the two intervals, the linger of a giver, and the delays of the LAN and of the hosts.
/// </summary>
internal sealed class OwnershipChecker(Cluster cluster)
{
    public void CheckAll()
    {
        for (var group = 0; group < cluster.Options.GroupCount; group++)
        {
            for (var i = 0; i < cluster.Hosts.Count; i++)
            {
                for (var j = i + 1; j < cluster.Hosts.Count; j++)
                    CheckPair(cluster.Hosts[i].Members[group], cluster.Hosts[j].Members[group]);
            }
        }
    }

    public void CheckPairsOf(Member member)
    {
        if (!member.Answers) return;
        foreach (var host in cluster.Hosts)
        {
            if (host != member.Host) CheckPair(member, host.Members[member.Group]);
        }
    }

    private void CheckPair(Member one, Member two)
    {
        if (!one.Answers || !two.Answers || !Parts.HearEachOther(cluster, one, two)) return;
        if (IsHandingOver(one) && IsHandingOver(two)) return;
        var since = Times.Latest(
            AnswersSince(one), AnswersSince(two), Parts.HearEachOtherSince(cluster, one, two));
        // Who were equal until now had turns to wait for.
        if (cluster.Options.Heartbeats > 0) since = Times.Latest(since, one.PrioritySince, two.PrioritySince);
        var lasted = cluster.Now - since;
        if (lasted <= Grace(one, two)) return;
        throw new ViolationException(
            "TwoOwners", cluster.Now, $"{one} and {two} both answer for {lasted}, grace {Grace(one, two)}");
    }

    private Duration Grace(Member one, Member two)
    {
        var interval = Duration.Max(
            one.Configuration.AdvertisementInterval, two.Configuration.AdvertisementInterval);
        // Equal Masters give each path a turn of two intervals; the last word of one begins the count anew at the other.
        var isTie = cluster.Options.Heartbeats > 0 && one.PriorityBefore == two.PriorityBefore;
        if (isTie) interval *= 1 + (2 * (cluster.Networks.Count + 1));
        return Times.Slowed(cluster, interval + ElectionTimes.Linger)
            + (cluster.Network.Options.LongestDelay * 2)
            + Times.HostSlack(one.Host) + Times.HostSlack(two.Host);
    }

    /// <summary>A failed give goes on as Master from its end.</summary>
    private static Instant AnswersSince(Member member) =>
        Times.Latest(member.OwnedSince, member.Host.RunningSince, member.HandoverEndedAt);

    private static bool IsHandingOver(Member member) => member.Ledger.Owed > 0;
}
