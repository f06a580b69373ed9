using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// Rule 7: commands end once, in time and truthfully, and what is refused changes nothing. Also what makes a take a
/// take: it outbids the Master that was heard.
/// </summary>
internal sealed class HandoverChecker(Cluster cluster)
{
    public RouterSnapshot Before(Member member) => RouterSnapshot.Of(member.Router!);

    public void After(
        Member member, HandoverCommand command, bool force, HandoverRefusal refusal, RouterSnapshot before, ActionList actions)
    {
        var local = member.Host.Local;
        if (refusal != HandoverRefusal.None)
        {
            var after = RouterSnapshot.Of(member.Router!);
            if (after != before || actions.Count != 0)
                Fail(member, $"a refused {command} changed\n{before} to\n{after}");
            return;
        }

        member.Ledger.Accept(command, force, local);
        member.Shadow.Gave = false;
        if (command == HandoverCommand.Take) CheckBid(member, local, actions);
    }

    public void OnAction(Member member, in EngineAction action)
    {
        var local = member.Host.Local;
        var ledger = member.Ledger;
        if (ledger.OnAction(action, member.State, local) is { } fault) Fail(member, fault);
        if (action.Kind == ActionKind.Report && action.Event == EventKind.HandoverStarted) member.Shadow.ForgetSent();
        if (action.Kind == ActionKind.Report && action.Event == EventKind.HoldEnded) member.Shadow.Gave = false;
        if (action.Kind == ActionKind.EndHandover) OnEnd(member, ledger, action);
    }

    /// <summary>Patience is a master down interval, then the linger; a stop that comes on top begins its own.</summary>
    public void CheckAll()
    {
        foreach (var host in cluster.Hosts)
        {
            if (!host.IsRunning) continue;
            foreach (var member in host.Members)
            {
                if (member.Ledger.Owed > 0) CheckInTime(member);
            }
        }
    }

    private void CheckInTime(Member member)
    {
        var begun = Times.Latest(member.Ledger.Since, member.Shadow.Forgiven);
        var bound = Times.LongestMasterDown(cluster) + ElectionTimes.Linger
            + Times.HostSlack(member.Host);
        if (member.Host.Local - begun > bound) Fail(member, $"{member.Ledger.Command} has not ended after {bound}");
    }

    private void OnEnd(Member member, HandoverLedger ledger, in EngineAction action)
    {
        if (ledger.Command != HandoverCommand.Give || action.Refusal != HandoverRefusal.None) return;
        if (!ledger.Force && member.Shadow.OtherHeard < ledger.Since)
            Fail(member, "a give succeeded although nobody took over");
        // A stop that came when another node had taken over keeps what the give was for.
        if (member.State == VrrpState.Backup || member.Router!.Hold.StaysAway) member.Shadow.Gave = true;
    }

    private void CheckBid(Member member, Instant local, ActionList actions)
    {
        if (!member.Shadow.OtherLives(member.Configuration, local)) return;
        foreach (ref readonly var action in actions.Span)
        {
            if (action.Kind != ActionKind.SendAdvertisement) continue;
            var least = Math.Min(member.Shadow.OtherPriority + 1, 254);
            if (action.Priority < least)
                Fail(member, $"takes with {action.Priority} from {member.Shadow.OtherPriority}");
            return;
        }

        Fail(member, "takes without an advertisement");
    }

    private void Fail(Member member, string text) =>
        throw new ViolationException("Handover", cluster.Now, $"{member}: {text}");
}
