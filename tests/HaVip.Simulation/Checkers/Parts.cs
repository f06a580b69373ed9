using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// Who hears whom: over open links, with interfaces up, and with settings that let packets be accepted.
/// </summary>
internal static class Parts
{
    /// <summary>It cannot be ruled out that packets from one are accepted by the other.</summary>
    public static bool MayReach(Cluster cluster, Member from, Member to) =>
        Reaches(cluster, from, to) != Certainty.Never;

    /// <summary>Each surely accepts what the other sends.</summary>
    public static bool HearEachOther(Cluster cluster, Member one, Member two) =>
        Reaches(cluster, one, two) == Certainty.Surely && Reaches(cluster, two, one) == Certainty.Surely;

    private static Certainty Reaches(Cluster cluster, Member from, Member to)
    {
        var open = from.Host.Status.IsUp && to.Host.Status.IsUp
            && cluster.Network[from.Host.Index, to.Host.Index].Open;
        return open ? Acceptance.Of(cluster, from, to) : Certainty.Never;
    }

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
        Times.Latest(
            one.Host.StatusSettledAt, two.Host.StatusSettledAt, one.ConfiguredAt, two.ConfiguredAt,
            one.FormSince, two.FormSince),
        Times.Latest(TrustedSince(cluster, one), TrustedSince(cluster, two)));

    /// <summary>Where clocks count: since when this one's was right for long enough.</summary>
    private static Instant TrustedSince(Cluster cluster, Member member) =>
        member.Configuration.Hmac is { AntiReplay: HmacAntiReplay.Time } hmac
            ? member.Host.ClockRightSince + Acceptance.Distrust(cluster, hmac)
            : default;

    /// <summary>Since when nothing from outside can arrive any more, late packets included.</summary>
    public static Instant CutSince(Cluster cluster, Member outside, Member inside) => Times.Latest(
        ChangedSince(cluster, outside, inside), cluster.Network[outside.Host.Index, inside.Host.Index].DisturbedUntil);
}
