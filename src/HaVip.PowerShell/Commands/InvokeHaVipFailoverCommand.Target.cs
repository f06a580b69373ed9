using System.Management.Automation;
using HaVip.Core.Election;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary>A failover among several nodes, of which one is to become Master.</summary>
public sealed partial class InvokeHaVipFailoverCommand
{
    /// <summary>Who was Master when the nodes were asked, by the node that is to take over and its instance.</summary>
    private readonly Dictionary<(string Node, string Instance), string?> _masters = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TargetNodeCompleter))]
    public string? TargetNode { get; set; }

    private protected override void Dispatch(IReadOnlyList<NodeTarget> targets)
    {
        // Nodes of other machines act at once: without a target the Master would give and the Backup take.
        var isOpen = targets.Count > 1 && !Failback && targets.Any(target => target.Location.Remote is not null);
        if (TargetNode is null && !isOpen) base.Dispatch(targets);
        else Direct(targets);
    }

    private void Direct(IReadOnlyList<NodeTarget> targets)
    {
        var all = Candidates(targets).Where(one => one.Target.Names?.Contains(one.State.Name, StringComparer.OrdinalIgnoreCase) ?? true)
            .ToList();
        var chosen = new List<FailoverCandidate>();
        foreach (var router in all.GroupBy(one => (one.State.VirtualRouterId, one.State.AddressFamily)))
            Attempt(() => Choose([.. router], chosen));
        if (TargetNode is not null && !all.Any(one => one.IsOn(TargetNode)))
        {
            if (all.Count > 0 || targets.All(target => target.Names is null)) throw FailoverChoice.NotFound(TargetNode, all);
            throw InstanceSelection.NotFound(targets[0].Names![0], targets[0].Location, []);
        }

        var acting = chosen.GroupBy(one => one.Target, one => one.State.Name);
        var moves = acting.Select(node => node.Key with { Names = [.. node] }).ToList();
        if (moves.Count > 0) base.Dispatch(moves);
    }

    private void Choose(IReadOnlyList<FailoverCandidate> router, List<FailoverCandidate> chosen)
    {
        if (FailoverChoice.Choose(router, TargetNode) is not { } one) return;
        _masters[(one.State.Node, one.State.Name)] =
            router.FirstOrDefault(other => other.State.State == VrrpState.Master)?.State.Node;
        if (TargetNode is not null && one.State.State == VrrpState.Master) WriteResult(AlreadyMaster(one.State));
        else chosen.Add(one);
    }

    private List<FailoverCandidate> Candidates(IReadOnlyList<NodeTarget> targets)
    {
        var candidates = new List<FailoverCandidate>();
        foreach (var target in targets.Where(target => target.Location.Remote is null))
            Attempt(() => candidates.AddRange(Of(target, StateReader.Read(target.Location, Cancellation))));
        var remote = targets.Where(target => target.Location.Remote is not null).ToList();
        foreach (var (target, states) in ReadStates(remote)) candidates.AddRange(Of(target, states));
        return candidates;
    }

    private static IEnumerable<FailoverCandidate> Of(NodeTarget target, IEnumerable<InstanceState> states) =>
        states.Select(state => new FailoverCandidate(target, state));

    private FailoverResult AlreadyMaster(InstanceState state)
    {
        WriteVerbose($"{state.Node} is Master of {state.Name} already.");
        var result = new FailoverResult
        {
            Node = state.Node,
            NetworkNamespace = state.NetworkNamespace,
            RootPath = state.RootPath,
            ControlSocket = state.ControlSocket,
            Instance = state.Name,
            Direction = Core.Control.FailoverDirection.Take,
            Completed = true,
            PreviousMaster = state.MasterAddress,
            NewMaster = state.MasterAddress,
        };
        if (state.Remote is { } node) result.From(node);
        return result;
    }

    private protected override void WriteResult(FailoverResult result)
    {
        if (_masters.TryGetValue((result.Node, result.Instance), out var before))
        {
            result.PreviousMasterNode = before;
            result.NewMasterNode = result.Completed && TargetNode is not null ? result.Node : null;
        }

        base.WriteResult(result);
    }
}
