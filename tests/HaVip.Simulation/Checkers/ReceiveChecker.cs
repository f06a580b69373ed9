using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Wire;
using HaVip.Simulation.Hosts;
using HaVip.Simulation.Network;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// Rule 6: junk changes nothing, what the settings exclude is refused; and its other half: what a node with the same
/// settings sent is accepted and answered as RFC 9568 section 6.4.3 says.
/// </summary>
internal sealed class ReceiveChecker(Cluster cluster)
{
    public ReceiveWatch Before(SimulatedHost host, Packet packet)
    {
        if (packet.Junk is not null) return new ReceiveWatch { Snapshots = Snapshots(host) };
        var member = host.Members[packet.Group];
        var router = member.Router!;
        var certainty = Judge(member, packet);
        member.Shadow.Senders.Came(packet);
        return new ReceiveWatch
        {
            Member = member,
            Certainty = certainty,
            AcceptedBefore = router.Counters.AdvertisementsReceived,
            HeardByOwnerBefore = router.Counters.Rejected(RejectReason.AddressOwner),
            StateBefore = router.State,
            PriorityBefore = router.Priority,
            WasHandingOver = router.HandingOver,
            // The core counts from when the last advertisement was due, which may have been served late.
            WasSilentTooLong = member.Shadow.WasSilentTooLong(host.Local + host.Options.WakeLateness),
        };
    }

    public void After(SimulatedHost host, Packet packet, in ReceiveWatch watch, ActionList actions)
    {
        if (watch.Snapshots is { } snapshots)
        {
            CheckJunk(host, packet, snapshots, actions);
            return;
        }

        CheckVerdict(packet, watch);
        if (watch.WasAccepted || watch.WasHeardByOwner) watch.Member!.Forms.Hear(packet.Form);
        if (!watch.WasAccepted) return;
        watch.Member!.Shadow.Senders.Accepted(watch.Member, packet);
        if (packet.Priority > 0) watch.Member.Hear(packet.Source, cluster.Now);
        Remember(watch.Member, packet, watch.StateBefore, watch.PriorityBefore, watch.WasHandingOver);
        CheckAnswer(watch.Member, packet, watch, actions);
    }

    /// <summary>Who became Backup because it woke late has heard the packet as a Backup.</summary>
    public static void AfterExecute(Packet packet, in ReceiveWatch watch)
    {
        var mayBeLate = watch is { Member: not null, WasHandingOver: false, StateBefore: VrrpState.Master };
        if (!mayBeLate || !watch.WasAccepted) return;
        if (watch.Member!.Router is { State: VrrpState.Backup, Reason: TransitionReason.LateWake } router)
            Remember(watch.Member, packet, router.State, router.Priority, router.HandingOver);
    }

    private static RouterSnapshot[] Snapshots(SimulatedHost host)
    {
        var snapshots = new RouterSnapshot[host.Members.Count];
        for (var i = 0; i < snapshots.Length; i++) snapshots[i] = RouterSnapshot.Of(host.Members[i].Router!);
        return snapshots;
    }

    private Certainty Judge(Member member, Packet packet)
    {
        var router = member.Router!;
        var own = member.Configuration;
        if (router.State is not (VrrpState.Backup or VrrpState.Master)) return Certainty.Never;
        if (router.State == VrrpState.Master && own.AddressOwner && !router.HandingOver) return Certainty.Never;
        if (packet.Path == 0 && router.Interface.Index != member.Host.Status.Index) return Certainty.Never;
        if (packet.Version != own.Version) return Certainty.Never;
        if (own.Version == 2 && (packet.Interval != own.AdvertisementInterval
            || packet.Password != (own.Authentication?.Password ?? ""))) return Certainty.Never;
        if (!Acceptance.SamePath(packet.Path == 0 ? own.Unicast : null, packet.Source, packet.Destination, packet.TimeToLive))
            return Certainty.Never;
        var fixedForm = own.Checksum != ChecksumPreference.Auto && Acceptance.HasForms(own);
        if (fixedForm && packet.Form != Acceptance.FixedForm(own)) return Certainty.Never;
        return member.Shadow.Senders.Judge(cluster, member, packet);
    }

    /// <summary>What was heard, by whom: the router as it was before.</summary>
    private static void Remember(Member member, Packet packet, VrrpState state, byte priority, bool handingOver)
    {
        var local = member.Host.Local;
        if (state == VrrpState.Backup)
            member.Shadow.HearAsBackup(packet.Priority, packet.Interval, priority, member.Configuration, local);
        else if (packet.Priority == 0)
            return;
        else if (handingOver && member.Shadow.OtherHeard >= member.Ledger.Since)
            member.Shadow.Note(packet.Priority, local);
        else
            member.Shadow.Learn(packet.Interval, packet.Priority, local);
    }

    private void CheckVerdict(Packet packet, in ReceiveWatch watch)
    {
        var heard = $"priority {packet.Priority} from {packet.Source}";
        if (watch.Certainty == Certainty.Surely && !watch.WasAccepted)
            Fail("GoodPacketRefused", watch.Member!, $"{heard} was not accepted");
        if (watch.Certainty == Certainty.Never && watch.WasAccepted)
            Fail("BadPacketAccepted", watch.Member!, $"{heard} was accepted");
    }

    private void CheckJunk(SimulatedHost host, Packet packet, RouterSnapshot[] before, ActionList actions)
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
        if (watch.StateBefore != VrrpState.Master || watch.WasHandingOver) return;
        if (watch.WasSilentTooLong && router.Reason == TransitionReason.LateWake) return;
        // Which path decides a tie now is the core's business; rule 1 bounds how long it takes.
        if (packet.Priority == watch.PriorityBefore && router.Paths.Count > 1) return;
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
