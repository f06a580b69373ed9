using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Engine;

/// <summary>The words of events, states and refusals, the same in logs, events and cmdlets.</summary>
public static class EventText
{
    /// <summary>What a Report action tells, without the instance's name: <c>Backup -> Master (no advertisement for 3.61 s)</c>.</summary>
    public static string Describe(in EngineAction action)
    {
        var peer = Peer(action.Peer, action.PeerPriority);
        return action.Event switch
        {
            EventKind.Transition =>
                $"{action.From} -> {action.To} ({Because(action.Router, action.Reason, peer, action.Elapsed)}{Silence(action.Asked, action.Neighbor)})",
            EventKind.RivalRejected => $"worse Master {peer} answered",
            EventKind.PacketRejected => $"packet from {action.Peer} refused: {RejectText.Explain(action.Rejected, action.Router.Configuration)}",
            EventKind.IntervalLearned => $"advertisement interval {action.Elapsed} learned from {peer}",
            EventKind.ChecksumFormAdopted =>
                $"{action.Peer} leaves the pseudo-header out of its checksum, so does this node from now on (RFC 9568 section 5.2.8)",
            EventKind.AddressListDiffers => $"{peer} advertises other addresses than this instance has",
            EventKind.PriorityChanged => $"priority {action.PeerPriority} -> {action.Priority} ({Contributions(action.Router)})",
            EventKind.HandoverStarted when action.Router.Unfit is { } failed =>
                $"handing over, because {Failed(failed)}: goodbye said, addresses kept until another node has them",
            EventKind.HandoverStarted => "handing over: goodbye said, addresses kept until another node has them",
            EventKind.HandoverCompleted => action.Peer.Family == AddressFamily.None
                ? "hand-over complete"
                : $"hand-over complete: {peer} is Master",
            EventKind.HandoverFailed => "hand-over failed",
            EventKind.HoldEnded => "hold is over",
            EventKind.Suspended => "suspended: does not become Master until Resume-HaVipNode",
            EventKind.Resumed => "resumed",
            EventKind.SplitBrain => $"split brain: {Claims(action.Neighbor)} too; " + (peer.Length == 0
                ? "no advertisement of another Master is heard"
                : $"Master {peer} is heard, but does not give way"),
            EventKind.FalseAlarm =>
                $"{peer} is there after all, though its host did not answer; it takes twice as many unanswered questions now",
            EventKind.HostReached =>
                $"{action.Peer} answers again after {action.Elapsed.ToSeconds()}; another node may have had the addresses meanwhile",
            EventKind.SplitBrainEnded =>
                $"split brain with {action.Neighbor.MacAddress} for {action.Neighbor.Address} is over after {action.Elapsed.ToSeconds()}",
            EventKind.PathDown or EventKind.PathUp or EventKind.PathSilent or EventKind.PathHeard =>
                PathText.Describe(action.Router, action.Path!, action.Event),
            _ => action.Event.ToString(),
        };
    }

    /// <summary>Why a virtual router is in its state, for <c>Get-HaVipState</c>.</summary>
    public static string Explain(VirtualRouter router)
    {
        var peer = Peer(router.ReasonPeer, router.ReasonPeerPriority);
        var because = Because(router, router.Reason, peer, router.ReasonElapsed)
            + Silence(router.ReasonAsked, router.ReasonAnswer);
        if (router.HandingOver) return "handing over";
        if (router.Rival is { } rival)
            because += $"; split brain: {Claims(new NeighborClaim(rival.Address, rival.MacAddress))} too";
        if (PathText.Explain(router) is { } paths) because = $"{because}; {paths}";
        if (router is { WaitsForGroup: true, Group: { } group })
            return $"would be Master, but not every instance of the group {group.Name} would";
        if (router.WaitsForResults) return $"would be Master, but awaits the first result of {Awaited(router)}";
        if (router.Suspended) return $"{because}; suspended, stays out until Resume-HaVipNode";
        if (!router.Held) return because;
        var end = router.HoldDeadline == Instant.Never ? "until failback" : "until failback or the end of the hold";
        return router.IsRaised
            ? $"{because}; held at priority {router.Priority} {end}"
            : $"{because}; does not preempt {end}";
    }

    private static string Awaited(VirtualRouter router) =>
        string.Join(", ", router.Tracked.Where(item => item.Health == Health.Pending).Select(item => item.Name));

    /// <summary>A refused or failed hand-over as an error a user can act on.</summary>
    public static ControlError? Refusal(VirtualRouter router, HandoverRefusal refusal)
    {
        if (refusal == HandoverRefusal.None) return null;
        var (what, advice) = RefusalText(router, refusal);
        return new ControlError(refusal.ToString(), $"{router.Name}: {what}", advice);
    }

    private static string Because(VirtualRouter router, TransitionReason reason, string peer, Duration elapsed) => reason switch
    {
        TransitionReason.Configured => "configured, not started",
        TransitionReason.Started => "started",
        TransitionReason.StartedAsAddressOwner => "started as address owner",
        TransitionReason.NoAdvertisement => $"no advertisement for {elapsed.ToSeconds()}",
        TransitionReason.HostGone =>
            $"the host of {peer} no longer answers, and no advertisement for {elapsed.ToSeconds()}",
        TransitionReason.MasterSaidGoodbye => $"{Or(peer, "the Master")} said goodbye",
        TransitionReason.Preempted => $"preempted {peer}",
        TransitionReason.HigherPriorityHeard => $"higher priority heard from {peer}",
        TransitionReason.HigherAddressHeard => $"same priority and higher address heard from {peer}",
        TransitionReason.TakenByCommand => peer.Length == 0 ? "taken over by command" : $"taken over from {peer} by command",
        TransitionReason.GivenByCommand => peer.Length == 0 ? "given up by command" : $"handed over to {peer} by command",
        TransitionReason.AddressesTakenAway =>
            $"somebody on this node keeps removing its addresses; handed over to {Or(peer, "another node")}",
        TransitionReason.FailbackByCommand => peer.Length == 0 ? "failback by command" : $"failback by command, {peer}",
        TransitionReason.HoldElapsed => "the hold is over",
        TransitionReason.SuspendedByCommand =>
            peer.Length == 0 ? "given up by command" : $"handed over to {peer} by command",
        TransitionReason.ResumedByCommand => peer.Length == 0 ? "resumed" : $"resumed, taken over from {peer}",
        TransitionReason.InterfaceMissing => $"there is no interface {router.Configuration.Interface}",
        TransitionReason.InterfaceDown => $"interface {router.Configuration.Interface} is down",
        TransitionReason.NoSourceAddress =>
            $"interface {router.Configuration.Interface} has no {router.Family} address of its own to send from",
        TransitionReason.InterfaceReady => $"interface {router.Configuration.Interface} is ready",
        TransitionReason.FilterMissing =>
            "acceptMode is false, and the kernel's packet filter (nf_tables) cannot be used; see Get-HaVipEvent",
        TransitionReason.FilterReady => "the kernel's packet filter can be used",
        TransitionReason.TrackedInterfaceDown or TransitionReason.CheckFailed when router.Unfit is { } failed => Failed(failed),
        TransitionReason.TrackedInterfaceDown => "a tracked interface was down",
        TransitionReason.CheckFailed => "a check had failed",
        TransitionReason.GroupMemberInFault => router.Group is { } group
            ? $"{group.Unfit(router)?.Name ?? "another instance"} of the group {group.Name} is in Fault"
            : "another instance of its group was in Fault",
        TransitionReason.GroupFollowed => $"the group {router.Group?.Name} follows a Master elsewhere",
        TransitionReason.HealthRestored => "what is tracked is well again",
        TransitionReason.StoppedByCommand => "stopped",
        TransitionReason.Reconfigured => "reconfigured",
        TransitionReason.LateWake => $"woke up {elapsed.ToSeconds()} late; listening first",
        _ => reason.ToString(),
    };

    private static (string What, string Advice) RefusalText(VirtualRouter router, HandoverRefusal refusal) => refusal switch
    {
        HandoverRefusal.InstanceStopped => ("the instance is stopped.", "Start it with Start-HaVipInstance."),
        HandoverRefusal.InstanceInFault =>
            ($"the instance is in Fault: {Explain(router)}.", "Mend that first; Test the interface with 'ip address'."),
        HandoverRefusal.NotMaster => ("it is not Master here, so it cannot give.", "Run this on the Master, or take over here."),
        HandoverRefusal.AlreadyMaster => ("it is Master here already.", "Nothing is to be done."),
        HandoverRefusal.HandoverInProgress => ("a hand-over is under way.", "Wait for it to end and look again."),
        HandoverRefusal.MasterIsAddressOwner =>
            ($"the Master {router.MasterAddress} owns the addresses (priority 255) and cannot be outbid.",
             "Run Invoke-HaVipFailover on the Master, or stop it there."),
        HandoverRefusal.MasterCannotBeOutbid =>
            ($"the Master {router.MasterAddress} has priority 254 and the higher address, and cannot be outbid.",
             "Run Invoke-HaVipFailover on the Master, or lower its priority."),
        HandoverRefusal.HealthTooLow =>
            ($"what it tracks takes so much off its priority that the Master {router.MasterAddress} "
             + $"(priority {router.MasterPriority}) cannot be outbid.",
             "Mend that first: Get-HaVipState | Format-List shows what takes off how much."),
        HandoverRefusal.ResultsAwaited =>
            ("not everything it tracks has been looked at yet.", "Wait a moment and try again."),
        HandoverRefusal.NobodyTookOver =>
            ($"no other node took over within {router.MasterDownInterval.ToSeconds()}; this node goes on as Master.",
             "Check that the other node runs and hears this one (protocol 112)."),
        HandoverRefusal.NothingHeld =>
            ("no earlier failover is held here.", "Run the failback on the node where Get-HaVipState shows Held."),
        HandoverRefusal.NodeSuspended => ("the node is suspended.", "Run Resume-HaVipNode first."),
        HandoverRefusal.NoOtherMaster =>
            ("no other node is Master, so nobody would have the addresses.",
             "Check that the other node runs and hears this one (protocol 112), or use -Force."),
        HandoverRefusal.NotSuspended => ("it is not suspended.", "Nothing is to be done."),
        HandoverRefusal.Interrupted =>
            ($"the hand-over was interrupted; the instance is {router.State} now ({Explain(router)}).", "Look at Get-HaVipEvent."),
        _ => (refusal.ToString(), ""),
    };

    private static string Failed(TrackedItem item) => item.Kind == TrackedKind.Interface
        ? $"the tracked interface {item.Name} is down"
        : $"the check {item.Name} has failed";

    /// <summary>Who adds to the priority and who takes off: <c>web -50, eth1 +10</c>.</summary>
    private static string Contributions(VirtualRouter router)
    {
        var parts = router.Tracked.Where(item => item.Contribution != 0).Select(item => $"{item.Name} {item.Contribution:+0;-0}");
        var text = string.Join(", ", parts);
        return text.Length == 0 ? "as configured" : text;
    }

    /// <summary>What the question for the addresses told of a silent Master.</summary>
    private static string Silence(bool asked, NeighborClaim answer)
    {
        if (!asked) return "";
        return answer.Address.Family == AddressFamily.None
            ? ", and nobody answered for the addresses"
            : $", but {Claims(answer)}: this node cannot hear the Master, or the Master's daemon has died";
    }

    private static string Claims(NeighborClaim claim) => $"{claim.MacAddress} answers for {claim.Address}";

    private static string Peer(IpAddress peer, byte priority)
    {
        if (peer.Family == AddressFamily.None) return "";
        return priority == 0 ? peer.ToString() : $"{peer} (priority {priority})";
    }

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;
}
