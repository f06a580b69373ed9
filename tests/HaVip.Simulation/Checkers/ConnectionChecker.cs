using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;
using HaVip.Simulation.Randomness;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// Rule 11: connections that were open to an owner before a hand-over go on there until their time is over: the old owner
/// keeps the addresses, and the new one passes on what comes for them. Looked at in moments drawn from that time.
/// </summary>
internal sealed class ConnectionChecker(Cluster cluster)
{
    private const int Looks = 2;

    private readonly SeededRandom _random = new(cluster.Options.Seed ^ 0xC0_22EC_7105);

    public void OnTransition(Member member, in EngineAction action)
    {
        if (action.To == VrrpState.Master) member.Former = FormerOf(member, action.Reason);
        if (action.From == VrrpState.Master) Watch(member, action.Peer);
    }

    /// <summary>
    /// The one owner there is, where the new one surely knows it: it heard nobody else last. With a heartbeat nothing is
    /// claimed, as a Master may be known by the address of another network.
    /// </summary>
    private Member? FormerOf(Member taker, TransitionReason reason)
    {
        var isPlanned = reason is TransitionReason.TakenByCommand or TransitionReason.FailbackByCommand
            or TransitionReason.HoldElapsed or TransitionReason.Preempted or TransitionReason.MasterSaidGoodbye;
        if (!isPlanned || cluster.Options.Heartbeats > 0 || taker.HeardAt <= taker.StateSince) return null;
        var lives = reason == TransitionReason.MasterSaidGoodbye
            || taker.Shadow.OtherLives(taker.Configuration, taker.Host.Local);
        var owners = cluster.Members(taker.Group)
            .Where(other => other != taker && (other.State == VrrpState.Master || other.Owns)).ToArray();
        return lives && owners is [{ Host.IsRunning: true } owner] && owner.Source == taker.HeardFrom ? owner : null;
    }

    private void Watch(Member giver, IpAddress successor)
    {
        // Who had left before and came back as a second owner was not relieved.
        var taker = cluster.Members(giver.Group).FirstOrDefault(other => other.Former == giver
            && giver.StateSince < other.StateSince && other.Source == successor && other.State == VrrpState.Master && other.Host.IsRunning);
        if (taker is null) return;
        var (given, taken) = (cluster.Now, taker.StateSince);
        var end = Instant.Min(given + giver.Configuration.Handover.Drain, taken + taker.Configuration.Handover.Drain);
        for (var i = 0; i < Looks && end > given; i++)
            cluster.At(given + _random.Between(new Duration(1), end - given), () => Look(giver, taker, given, taken));
    }

    private void Look(Member giver, Member taker, Instant given, Instant taken)
    {
        if (giver.StateSince != given || taker.StateSince != taken || taker.State != VrrpState.Master) return;
        if (!IsUndisturbed(giver, taken) || !IsUndisturbed(taker, taken)) return;
        if (giver.KeptUntil < cluster.Now)
            Fail(giver, $"has not kept the addresses for connections, {cluster.Now - given} after {taker} had taken over");
        if (taker.PassesTo != giver.Source || taker.PassesUntil < cluster.Now)
            Fail(taker, $"does not pass connections on to {giver}, {cluster.Now - taken} after it took over");
    }

    /// <summary>Since then the process has run, and interface, addresses and settings have been what they are.</summary>
    private static bool IsUndisturbed(Member member, Instant since) =>
        member.Host.IsRunning && member.Host.Status.IsUp && member.Host.RunningSince < since
        && member.Host.StatusSettledAt < since && member.ConfiguredAt < since;

    private void Fail(Member member, string text) =>
        throw new ViolationException("ConnectionLost", cluster.Now, $"{member}: {text}");
}
