using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Simulation.Hosts;
using HaVip.Simulation.Network;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// Rule 6: junk changes nothing; and its other half: what a node with the same settings sent is accepted and answered
/// as RFC 9568 section 6.4.3 says.
/// </summary>
internal sealed class ReceiveChecker(Cluster cluster)
{
    public ReceiveWatch Before(SimulatedHost host, Packet packet)
    {
        if (packet.Junk is not null) return new ReceiveWatch { Snapshots = Snapshots(host) };
        var member = host.Members[packet.Group];
        var router = member.Router!;
        var accepted = IsAcceptable(member, packet);
        var watch = new ReceiveWatch
        {
            Member = member,
            MustBeAccepted = accepted,
            AcceptedBefore = router.Counters.AdvertisementsReceived,
            StateBefore = router.State,
            PriorityBefore = router.Priority,
            WasHandingOver = router.HandingOver,
            WasSilentTooLong = member.Shadow.WasSilentTooLong(host.Local),
        };
        if (accepted) Remember(member, packet);
        return watch;
    }

    public void After(SimulatedHost host, Packet packet, in ReceiveWatch watch, ActionList actions)
    {
        if (watch.Snapshots is { } snapshots) CheckJunk(host, packet, snapshots, actions);
        else if (watch.MustBeAccepted) CheckAnswer(watch.Member!, packet, watch, actions);
    }

    /// <summary>Who became Backup because it woke late has heard the packet as a Backup.</summary>
    public static void AfterExecute(Packet packet, in ReceiveWatch watch)
    {
        var isLate = watch is { MustBeAccepted: true, WasHandingOver: false, StateBefore: VrrpState.Master };
        if (!isLate) return;
        if (watch.Member!.Router is { State: VrrpState.Backup, Reason: TransitionReason.LateWake })
            Remember(watch.Member, packet);
    }

    private static string[] Snapshots(SimulatedHost host) =>
        [.. host.Members.Select(member => RouterSnapshot.Of(member.Router!))];

    private static bool IsAcceptable(Member member, Packet packet)
    {
        var router = member.Router!;
        var own = member.Configuration;
        if (router.State is not (VrrpState.Backup or VrrpState.Master)) return false;
        if (router.State == VrrpState.Master && own.AddressOwner && !router.HandingOver) return false;
        if (router.Interface.Index != member.Host.Status.Index) return false;
        return packet.Version == own.Version
            && (own.Version != 2 || (packet.Interval == own.AdvertisementInterval
                && packet.Password == (own.Authentication?.Password ?? "")));
    }

    private static void Remember(Member member, Packet packet)
    {
        var router = member.Router!;
        var local = member.Host.Local;
        if (router.State == VrrpState.Backup)
            member.Shadow.HearAsBackup(packet.Priority, packet.Interval, router.Priority, member.Configuration, local);
        else if (packet.Priority == 0)
            return;
        else if (router.HandingOver && member.Shadow.OtherHeard >= member.Ledger.Since)
            member.Shadow.Note(packet.Priority, local);
        else
            member.Shadow.Learn(packet.Interval, packet.Priority, local);
    }

    private void CheckJunk(SimulatedHost host, Packet packet, string[] before, ActionList actions)
    {
        var after = Snapshots(host);
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i] == after[i]) continue;
            Fail("JunkChanged", host.Members[i], $"junk ({packet.Junk}) changed\n{before[i]} to\n{after[i]}");
        }

        foreach (ref readonly var action in actions.Span)
        {
            if (action.Kind == ActionKind.Report && action.Event == EventKind.PacketRejected) continue;
            Fail("JunkChanged", host.Members[0], $"junk ({packet.Junk}) caused {action.Kind} {action.Event}");
        }
    }

    private void CheckAnswer(Member member, Packet packet, in ReceiveWatch watch, ActionList actions)
    {
        var router = member.Router!;
        if (router.Counters.AdvertisementsReceived != watch.AcceptedBefore + 1)
            Fail("GoodPacketRefused", member, $"{packet.Source} priority {packet.Priority} was not accepted");
        if (watch.StateBefore != VrrpState.Master || watch.WasHandingOver) return;
        if (watch.WasSilentTooLong && router.Reason == TransitionReason.LateWake) return;
        var isBetter = packet.Priority > watch.PriorityBefore
            || (packet.Priority == watch.PriorityBefore && packet.Source > router.Source);
        var expected = isBetter ? VrrpState.Backup : VrrpState.Master;
        var heard = $"{packet.Priority} from {packet.Source}";
        if (router.State != expected)
            Fail("WrongAnswer", member, $"priority {watch.PriorityBefore}, heard {heard}: {router.State}");
        if (!isBetter && !Answers(actions))
            Fail("WrongAnswer", member, $"the worse {heard} was not answered");
    }

    private static bool Answers(ActionList actions)
    {
        foreach (ref readonly var action in actions.Span)
        {
            if (action.Kind == ActionKind.SendAdvertisement && action.Priority != 0) return true;
        }

        return false;
    }

    private void Fail(string rule, Member member, string text) =>
        throw new ViolationException(rule, cluster.Now, $"{member}: {text}");
}
