using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// Rule 4, where detection is on: a Backup may succeed a Master whose host it has heard before, once neither an answer nor an
/// advertisement has come for as long as the questions that may be missed take. A false alarm is allowed, as the rules for two
/// owners hold all the same.
/// </summary>
internal static class DetectionRule
{
    public static void Check(Cluster cluster, Member member, in EngineAction action, Instant local)
    {
        if (member.Configuration.Detection is not { } detection)
            throw Violation(cluster, member, "took a host for gone, though it asks none");
        var patience = detection.Interval * detection.Misses;
        if (member.Host.LastAnswerOf(action.Peer) is not { } answer)
            throw Violation(cluster, member, $"took {action.Peer} for gone, which never answered");
        if (local - answer < patience)
            throw Violation(cluster, member, $"took {action.Peer} for gone {local - answer} after its answer");
        if (local - member.Shadow.OtherHeard < patience)
            throw Violation(cluster, member, $"took {action.Peer} for gone {local - member.Shadow.OtherHeard} after an advertisement");
    }

    private static ViolationException Violation(Cluster cluster, Member member, string text) =>
        new("HostNotGone", cluster.Now, $"{member}: {text}");
}
