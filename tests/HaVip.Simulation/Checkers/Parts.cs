using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// Who hears whom: over open links, with interfaces up, and with settings that let packets be accepted.
/// </summary>
internal static class Parts
{
    /// <summary>Packets from one reach the other, whatever becomes of them there.</summary>
    public static bool Reaches(Cluster cluster, Member from, Member to) =>
        from.Host.Status.IsUp && to.Host.Status.IsUp && cluster.Network[from.Host.Index, to.Host.Index].Open
        && Accepts(from.Configuration, to.Configuration);

    public static bool HearEachOther(Cluster cluster, Member one, Member two) =>
        Reaches(cluster, one, two) && Reaches(cluster, two, one);

    /// <summary>Since when nothing was lost or late between the two, and neither was changed.</summary>
    public static Instant HearEachOtherSince(Cluster cluster, Member one, Member two)
    {
        var there = cluster.Network[one.Host.Index, two.Host.Index];
        var back = cluster.Network[two.Host.Index, one.Host.Index];
        return Times.Latest(
            there.DisturbedUntil, back.DisturbedUntil, ChangedSince(cluster, one, two));
    }

    /// <summary>Since when the two hear each other or don't, as they do now.</summary>
    public static Instant ChangedSince(Cluster cluster, Member one, Member two) => Times.Latest(
        cluster.Network[one.Host.Index, two.Host.Index].ChangedAt,
        cluster.Network[two.Host.Index, one.Host.Index].ChangedAt,
        one.Host.StatusSettledAt, two.Host.StatusSettledAt, one.ConfiguredAt, two.ConfiguredAt);

    /// <summary>Since when nothing from outside can arrive any more, late packets included.</summary>
    public static Instant CutSince(Cluster cluster, Member outside, Member inside) => Times.Latest(
        ChangedSince(cluster, outside, inside), cluster.Network[outside.Host.Index, inside.Host.Index].DisturbedUntil);

    /// <summary>RFC 3768 section 7.1: version 2 has to agree on the interval and the password as well.</summary>
    public static bool Accepts(InstanceConfiguration sender, InstanceConfiguration receiver) =>
        sender.Version == receiver.Version
        && (sender.Version != 2 || (sender.AdvertisementInterval == receiver.AdvertisementInterval
            && sender.Authentication?.Password == receiver.Authentication?.Password));
}
