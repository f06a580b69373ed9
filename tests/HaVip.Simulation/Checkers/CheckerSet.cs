using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Simulation.Hosts;
using HaVip.Simulation.Network;

namespace HaVip.Simulation.Checkers;

/// <summary>Where hosts tell the checkers what they do; no checker changes anything.</summary>
internal sealed class CheckerSet
{
    private readonly Cluster _cluster;
    private readonly OwnershipChecker _ownership;
    private readonly AvailabilityChecker _availability;
    private readonly ReceiveChecker _receive;
    private readonly InvariantChecker _invariants;
    private readonly ElectionChecker _election;
    private readonly HandoverChecker _handover;
    private readonly NeighborChecker _neighbors;
    private readonly LeaseChecker _leases;
    private readonly ConnectionChecker _connections;

    public CheckerSet(Cluster cluster)
    {
        _cluster = cluster;
        _ownership = new OwnershipChecker(cluster);
        _availability = new AvailabilityChecker(cluster);
        _receive = new ReceiveChecker(cluster);
        _invariants = new InvariantChecker(cluster);
        _election = new ElectionChecker(cluster);
        _neighbors = new NeighborChecker(cluster);
        _leases = new LeaseChecker(cluster);
        _connections = new ConnectionChecker(cluster);
        _handover = new HandoverChecker(cluster);
        LongestInterval = cluster.Options.LongestInterval;
    }

    /// <summary>Of all advertisement intervals that were ever configured, reloads included.</summary>
    public Duration LongestInterval { get; private set; }

    public void NoteInterval(Duration interval) => LongestInterval = Duration.Max(LongestInterval, interval);

    /// <summary>Looks at the whole cluster; called often enough that nothing lasts unseen.</summary>
    public void CheckAll()
    {
        _ownership.CheckAll();
        _availability.CheckAll();
        _election.CheckAll();
        _handover.CheckAll();
        _neighbors.CheckAll();
        _leases.CheckAll();
    }

    public ReceiveWatch BeforeReceive(SimulatedHost host, Packet packet) => _receive.Before(host, packet);

    public void AfterReceive(SimulatedHost host, Packet packet, in ReceiveWatch watch, ActionList actions) =>
        _receive.After(host, packet, watch, actions);

    public void AfterExecute(Packet packet, in ReceiveWatch watch) => ReceiveChecker.AfterExecute(packet, watch);

    public void AfterStep(SimulatedHost host, NodeEngine engine)
    {
        _invariants.CheckEngine(host, engine);
        foreach (var member in host.Members) member.NotePriority(member.Router!.Priority, _cluster.Now);
    }

    public void OnActions(SimulatedHost host, ActionList actions) => _invariants.CheckActions(host, actions);

    public void OnAction(Member member, in EngineAction action)
    {
        if (action.Kind == ActionKind.Report && action.Event == EventKind.Transition)
        {
            _election.OnTransition(member, action);
            _connections.OnTransition(member, action);
        }

        if (action.Kind == ActionKind.SendAdvertisement) _election.OnSend(member, action);
        _handover.OnAction(member, action);
    }

    /// <summary>What a router says that a reload replaced is its last word, as it was.</summary>
    public void OnForm(Member member, VirtualRouter router, ChecksumForm form)
    {
        if (router == member.Router && !member.Forms.Allows(form))
            throw new ViolationException("WrongForm", _cluster.Now, $"{member} sends the checksum form {form}");
    }

    public void OnLeaseEnded(Member member) => _leases.OnEnded(member);

    public void OnResumed(SimulatedHost host, bool[] tooLate) => _leases.OnResumed(host, tooLate);

    public void BeforeOwnershipChanges(Member member) => _ownership.CheckPairsOf(member);

    public void OnBoot(SimulatedHost host)
    {
        foreach (var member in host.Members)
        {
            member.Ledger.Forget();
            member.Shadow.Boot(host.Local, host.Options.StartupDelay);
            member.Forms.Boot(member.Configuration);
        }
    }

    /// <summary>The snapshot of an instance that must not notice; null where it may.</summary>
    public RouterSnapshot? BeforeReload(Member member, bool same)
    {
        if (same) return RouterSnapshot.Of(member.Router!);
        member.Shadow.Reload(member.Host.Local, member.Configuration);
        member.Forms.Reload(member.Configuration);
        return null;
    }

    public void AfterReload(Member member, RouterSnapshot? before, ActionList actions)
    {
        if (before is null) return;
        var after = RouterSnapshot.Of(member.Router!);
        if (before == after && actions.Count == 0) return;
        throw new ViolationException(
            "ReloadNoticed", _cluster.Now, $"{member}: the same settings again changed\n{before} to\n{after}");
    }

    public RouterSnapshot BeforeHandover(Member member) => _handover.Before(member);

    public void AfterHandover(
        Member member, HandoverCommand command, bool force, HandoverRefusal refusal, RouterSnapshot before,
        ActionList actions) =>
        _handover.After(member, command, force, refusal, before, actions);
}
