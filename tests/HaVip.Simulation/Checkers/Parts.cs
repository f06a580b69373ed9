using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;
using HaVip.Simulation.Network;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// Who hears whom: over open links, with interfaces up, and with settings that let packets be accepted. With a heartbeat it
/// is enough that one network carries both ways, and nothing arrives only where none carries.
/// </summary>
internal static class Parts
{
    /// <summary>It cannot be ruled out that packets from one are accepted by the other.</summary>
    public static bool MayReach(Cluster cluster, Member from, Member to)
    {
        for (var path = 0; path < cluster.Networks.Count; path++)
        {
            if (Reaches(cluster, from, to, path) != Certainty.Never) return true;
        }

        return false;
    }

    /// <summary>Each surely accepts what the other sends.</summary>
    public static bool HearEachOther(Cluster cluster, Member one, Member two)
    {
        for (var path = 0; path < cluster.Networks.Count; path++)
        {
            if (HearEachOther(cluster, one, two, path)) return true;
        }

        return false;
    }

    /// <summary>Since when nothing was lost or late between the two on one network, and neither was changed.</summary>
    public static Instant HearEachOtherSince(Cluster cluster, Member one, Member two)
    {
        var since = Instant.Never;
        for (var path = 0; path < cluster.Networks.Count; path++)
        {
            if (!HearEachOther(cluster, one, two, path)) continue;
            var (there, back) = Links(cluster, one, two, path);
            since = Instant.Min(since, Times.Latest(
                there.DisturbedUntil, back.DisturbedUntil, there.ChangedAt, back.ChangedAt));
        }

        return Times.Latest(since, ChangedSince(one, two), Times.Latest(TrustedSince(cluster, one), TrustedSince(cluster, two)));
    }

    /// <summary>The same, and no late packet of any network can restart a timer any more.</summary>
    public static Instant QuietSince(Cluster cluster, Member one, Member two)
    {
        var since = HearEachOtherSince(cluster, one, two);
        for (var path = 0; path < cluster.Networks.Count; path++)
        {
            var (there, back) = Links(cluster, one, two, path);
            since = Times.Latest(since, there.DisturbedUntil, back.DisturbedUntil);
        }

        return since;
    }

    /// <summary>Since when nothing from outside can arrive any more, late packets included.</summary>
    public static Instant CutSince(Cluster cluster, Member outside, Member inside)
    {
        var since = Times.Latest(
            ChangedSince(outside, inside), Times.Latest(TrustedSince(cluster, outside), TrustedSince(cluster, inside)));
        for (var path = 0; path < cluster.Networks.Count; path++)
        {
            var (there, back) = Links(cluster, outside, inside, path);
            since = Times.Latest(since, there.ChangedAt, back.ChangedAt, there.DisturbedUntil);
        }

        return since;
    }

    private static bool HearEachOther(Cluster cluster, Member one, Member two, int path) =>
        Reaches(cluster, one, two, path) == Certainty.Surely && Reaches(cluster, two, one, path) == Certainty.Surely;

    private static Certainty Reaches(Cluster cluster, Member from, Member to, int path)
    {
        var isUp = path > 0 || (from.Host.Status.IsUp && to.Host.Status.IsUp);
        return isUp && cluster.Networks[path][from.Host.Index, to.Host.Index].Open
            ? Acceptance.Of(cluster, from, to, path)
            : Certainty.Never;
    }

    private static (Link There, Link Back) Links(Cluster cluster, Member one, Member two, int path) =>
        (cluster.Networks[path][one.Host.Index, two.Host.Index], cluster.Networks[path][two.Host.Index, one.Host.Index]);

    private static Instant ChangedSince(Member one, Member two) => Times.Latest(
        one.Host.StatusSettledAt, two.Host.StatusSettledAt, one.ConfiguredAt, two.ConfiguredAt, one.FormSince, two.FormSince);

    /// <summary>Where clocks count: since when this one's was right for long enough.</summary>
    private static Instant TrustedSince(Cluster cluster, Member member) =>
        member.Configuration.Hmac is { AntiReplay: HmacAntiReplay.Time } hmac
            ? member.Host.ClockRightSince + Acceptance.Distrust(cluster, hmac)
            : default;
}
