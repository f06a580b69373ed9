using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// Rule 8: a client does not keep sending to somebody who no longer answers. README.md has the derivation of the three
/// moments from which a Master's announcement must have reached it.
/// </summary>
internal sealed class NeighborChecker(Cluster cluster)
{
    private Duration Way => cluster.Network.Options.LongestDelay;

    public void CheckAll()
    {
        for (var group = 0; group < cluster.Options.GroupCount; group++)
        {
            foreach (var host in cluster.Hosts)
            {
                var owner = host.Members[group];
                if (owner.Answers && owner.State == VrrpState.Master) CheckClientsOf(owner);
            }
        }
    }

    private void CheckClientsOf(Member owner)
    {
        for (var client = 0; client < cluster.Hosts.Count; client++)
        {
            if (client != owner.Host.Index && !cluster.Network[owner.Host.Index, client].Open) continue;
            foreach (var address in owner.Owned) Check(client, owner, address.Prefix.Address);
        }
    }

    private void Check(int client, Member owner, IpAddress address)
    {
        if (!cluster.Neighbors.TryFind(client, address, out var holder) || holder == owner.Host.Index) return;
        var gone = cluster.Hosts[holder].Members[owner.Group];
        if (gone.Serves) return;
        var latest = Instant.Min(
            AfterTransition(client, owner, gone),
            Instant.Min(AfterRival(client, owner, gone), AfterRefresh(client, owner, gone)));
        if (cluster.Now <= latest) return;
        throw new ViolationException(
            "StaleNeighbor", cluster.Now,
            $"the client beside n{client} sends {address} to {gone}, which left at {gone.LastServed.Microseconds} us, "
            + $"and not to {owner}, Master since {owner.StateSince.Microseconds} us");
    }

    /// <summary>It became Master after the other had left: the first announcement.</summary>
    private Instant AfterTransition(int client, Member owner, Member gone)
    {
        var since = owner.StateSince;
        var told = UndisturbedSince(client, owner) < since && owner.ConfiguredAt <= since
            && gone.LastServed + Way <= since && LateFramesUntil(client, gone) < since;
        return told ? since + Way + Times.HostSlack(owner.Host) : Instant.Never;
    }

    /// <summary>It was Master when the other left, and each heard the other: the announcement when a rival is gone.</summary>
    private Instant AfterRival(int client, Member owner, Member gone)
    {
        var left = gone.LastServed;
        if (gone.LeftSilently || owner.StateSince > left) return Instant.Never;
        if (!Parts.HearEachOther(cluster, owner, gone)) return Instant.Never;
        var since = Times.Latest(
            Parts.HearEachOtherSince(cluster, owner, gone), UndisturbedSince(client, owner), owner.HandoverEndedAt,
            owner.Host.RunningSince, LateFramesUntil(client, gone));
        if (since >= gone.LeaveBegan || owner.Ledger.Owed > 0) return Instant.Never;
        var wait = owner.Configuration.AdvertisementInterval + (ElectionTimes.Linger * 2);
        return left + Times.Slowed(cluster, wait) + (Way * 2)
            + Times.HostSlack(owner.Host) + Times.HostSlack(gone.Host);
    }

    /// <summary>Whatever was missed, where a refresh is configured.</summary>
    private Instant AfterRefresh(int client, Member owner, Member gone)
    {
        var refresh = owner.Configuration.Announcements.Refresh;
        if (refresh == Duration.Zero || owner.Ledger.Owed > 0) return Instant.Never;
        var since = Times.Latest(
            owner.StateSince, owner.ConfiguredAt, owner.HandoverEndedAt, owner.Host.RunningSince,
            UndisturbedSince(client, owner), gone.LastServed + Way, LateFramesUntil(client, gone));
        return since + Times.Slowed(cluster, refresh) + Way + Times.HostSlack(owner.Host);
    }

    private Instant UndisturbedSince(int client, Member owner) => client == owner.Host.Index
        ? owner.Host.StatusSettledAt
        : Times.Latest(
            cluster.Network[owner.Host.Index, client].ChangedAt, LateFramesUntil(client, owner),
            owner.Host.StatusSettledAt);

    private Instant LateFramesUntil(int client, Member from) =>
        cluster.Network[from.Host.Index, client].DisturbedUntil;
}
