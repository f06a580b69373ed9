using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// Rule 2: where a part of the LAN has a node that can be Master, somebody serves again within that node's
/// Master_Down_Interval and the delays after the last one that served is gone. README.md has the derivation.
/// </summary>
internal sealed class AvailabilityChecker(Cluster cluster)
{
    private readonly List<Member> _part = [];

    public void CheckAll()
    {
        for (var group = 0; group < cluster.Options.GroupCount; group++)
        {
            foreach (var host in cluster.Hosts)
            {
                if (IsEligible(host.Members[group])) CheckPartOf(host.Members[group]);
            }
        }
    }

    private void CheckPartOf(Member member)
    {
        if (IsServed(member) || !TryCollectPart(member, out var since)) return;
        foreach (var host in cluster.Hosts)
        {
            var other = host.Members[member.Group];
            if (!other.Serves) since = Times.Latest(since, other.LastServed);
        }

        since = Times.Latest(since, member.StateSince, member.ConfiguredAt, member.Host.RunningSince);
        since = Times.Latest(since, member.Host.LastListening);
        var gap = cluster.Now - since;
        if (gap <= Bound(member)) return;
        throw new ViolationException(
            "NoOwner", cluster.Now, $"nobody serves for {gap} although {member} could, bound {Bound(member)}");
    }

    /// <summary>Somebody of the member's part serves: asked first, as it is so nearly always.</summary>
    private bool IsServed(Member member)
    {
        foreach (var host in cluster.Hosts)
        {
            var other = host.Members[member.Group];
            if (other.Serves && (other == member || Touches(member, other))) return true;
        }

        return false;
    }

    /// <summary>
    /// All that hear the member or are heard by it, if they all hear each other, nobody else reaches any of them, and
    /// so it has been since.
    /// </summary>
    private bool TryCollectPart(Member member, out Instant since)
    {
        since = default;
        _part.Clear();
        foreach (var other in cluster.Members(member.Group))
        {
            if (other == member || Touches(member, other)) _part.Add(other);
        }

        foreach (var one in _part)
        {
            foreach (var other in cluster.Members(member.Group))
            {
                if (other == one) continue;
                var inside = _part.Contains(other);
                if (inside && !Parts.HearEachOther(cluster, one, other)) return false;
                if (!inside && Touches(one, other)) return false;
                since = Times.Latest(since, inside
                    ? Parts.QuietSince(cluster, one, other)
                    : Parts.CutSince(cluster, other, one));
            }
        }

        return true;
    }

    private bool Touches(Member one, Member other) =>
        Parts.MayReach(cluster, one, other) || Parts.MayReach(cluster, other, one);

    /// <summary>
    /// The interval may have been learned from any Master there ever was; the skew is at most its whole span.
    /// </summary>
    private Duration Bound(Member member)
    {
        var version2 = member.Configuration.Version == 2;
        var interval = version2 ? member.Configuration.AdvertisementInterval : cluster.Checkers.LongestInterval;
        var skew = version2 ? Duration.FromSeconds(1) : interval;
        return Times.Slowed(cluster, (interval * member.Configuration.MissedAdvertisements) + skew)
            + (cluster.Network.Options.LongestDelay * 2) + Times.HostSlack(member.Host);
    }

    private static bool IsEligible(Member member) =>
        member.Host.IsRunning && member.Host.Status.IsUp && member.State == VrrpState.Backup
        && !member.Host.OnlyListens;
}
