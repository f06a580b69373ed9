using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// Rule 4: a Backup becomes Master neither earlier nor later than its timer and the hold and preempt rules allow; a
/// Master
/// has the addresses and keeps its rhythm, everybody else has neither.
/// </summary>
internal sealed class ElectionChecker(Cluster cluster)
{
    public void OnTransition(Member member, in EngineAction action)
    {
        var local = member.Host.Local;
        if (action.To == VrrpState.Master && action.From == VrrpState.Backup) CheckTakeover(member, action, local);
        if (action.To != VrrpState.Backup || action.From == VrrpState.Master) member.Shadow.ForgetSent();
        if (action.To == VrrpState.Master) member.Shadow.Gave = false;
        if (action.To == VrrpState.Backup) EnterBackup(member, action, local);
    }

    public void OnSend(Member member, in EngineAction action)
    {
        if (action.Priority == 0 || member.State != VrrpState.Master) return;
        var local = member.Host.Local;
        if (member.Shadow.WasSilentTooLong(local))
            Fail("SentOnLate", member, "goes on as Master after its peers lost patience, instead of listening");
        member.Shadow.Sent(action.Router.Configuration, local);
    }

    /// <summary>What must hold between events.</summary>
    public void CheckAll()
    {
        foreach (var host in cluster.Hosts)
        {
            if (!host.IsRunning) continue;
            foreach (var member in host.Members) Check(member);
        }
    }

    private void Check(Member member)
    {
        var local = member.Host.Local;
        var slack = Times.HostSlack(member.Host) + new Duration(10);
        if (member.State == VrrpState.Backup)
        {
            var latest = member.Shadow.Latest(member.Configuration, member.Router!.Priority);
            if (local > latest + slack) Fail("TooLate", member, $"still Backup {local - latest} after its timer");
        }

        if (member.State != VrrpState.Master)
        {
            if (member.Owns) Fail("OwnsAsBackup", member, $"{member.State} and has {member.Owned.Count} addresses");
            return;
        }

        if (!member.Router!.HandingOver && local > member.Shadow.NextDue + slack)
            Fail("SilentMaster", member, $"no advertisement for {local - member.Shadow.NextDue} after it was due");
        CheckAddresses(member);
    }

    private void CheckAddresses(Member member)
    {
        var since = Times.Latest(
            member.StateSince, member.ConfiguredAt, member.Host.RunningSince,
            member.Host.StatusSettledAt);
        // A giver whose taker was heard is on its way out: what a replaced interface lost, it need not have again.
        if (member.Ledger.Owed > 0 && member.Shadow.OtherHeard >= member.Ledger.Since) return;
        if (!member.Host.Status.IsUp || cluster.Now - since <= Times.HostSlack(member.Host)) return;
        if (!member.Owned.SequenceEqual(member.Configuration.VirtualAddresses))
            Fail("MasterWithoutAddresses", member, $"Master with {member.Owned.Count} of its addresses");
    }

    private void CheckTakeover(Member member, in EngineAction action, Instant local)
    {
        if (action.Reason is TransitionReason.TakenByCommand or TransitionReason.FailbackByCommand
            or TransitionReason.HoldElapsed) return;
        if (action.Reason == TransitionReason.HostGone)
        {
            DetectionRule.Check(cluster, member, action, local);
            return;
        }

        var priority = action.Router.Priority;
        var earliest = member.Shadow.Earliest(member.Configuration, priority);
        if (local < earliest)
            Fail("TooEarly", member, $"{action.Reason} {earliest - local} before it may, gave {member.Shadow.Gave}");
    }

    /// <summary>
    /// Only who became Backup because of a Master keeps that Master's interval (RFC 9568 section 6.4.1 and 6.4.3).
    /// </summary>
    private static void EnterBackup(Member member, in EngineAction action, Instant local)
    {
        var knowsMaster = action.From == VrrpState.Master && action.Peer.Family != AddressFamily.None;
        var own = knowsMaster ? null : action.Router.Configuration;
        member.Shadow.Enter(local, own, member.PriorityBefore, action.Router.Priority);
    }

    private void Fail(string rule, Member member, string text) =>
        throw new ViolationException(rule, cluster.Now, $"{member}: {text}");
}
