using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Remoting;
using HaVip.PowerShell.Tests.Commands;
using HaVip.PowerShell.Tests.Connection;

namespace HaVip.PowerShell.Tests.Remoting;

/// <summary>Invoke-HaVipFailover among several nodes: n1, which is Master, and n2 on a machine called node2.</summary>
public sealed class TargetNodeTests : IDisposable
{
    private readonly CmdletSession _session = new();
    private readonly CmdletSession _far1 = new();
    private readonly CmdletSession _far2 = new();
    private readonly FakeRunner _runner1 = FakeRunner.Answering(request => Answer(request, FakeNode.State()));
    private readonly FakeRunner _runner2;
    private VrrpState _second = VrrpState.Backup;

    public TargetNodeTests() =>
        _runner2 = FakeRunner.Answering(request => Answer(request, FakeNode.State(_second) with { Name = "n2" }));

    [Theory]
    [InlineData("n2")]
    [InlineData("NODE2")]
    public void The_named_node_takes_over_and_the_result_names_both(string name)
    {
        var result = (FailoverResult)Assert.Single(Run($"Invoke-HaVipFailover -TargetNode {name}"));
        Assert.Empty(_session.Errors);
        Assert.Equal(("n2", "n1", "n2"), (result.Node, result.PreviousMasterNode, result.NewMasterNode));
        Assert.Single(Moves(_runner2));
        Assert.Empty(Moves(_runner1));
    }

    [Fact]
    public void Who_is_Master_already_is_not_asked_to_move()
    {
        var result = (FailoverResult)Assert.Single(Run("Invoke-HaVipFailover -TargetNode n1"));
        Assert.Equal((true, "n1", "n1"), (result.Completed, result.PreviousMasterNode, result.NewMasterNode));
        Assert.Empty(Moves(_runner1).Concat(Moves(_runner2)));
    }

    [Theory]
    [InlineData("", VrrpState.Backup, "TargetNodeAmbiguous")]
    [InlineData("-TargetNode n9", VrrpState.Backup, "TargetNodeNotFound")]
    [InlineData("-TargetNode n2", VrrpState.Fault, "TargetNodeNotReady")]
    [InlineData("-TargetNode n2 -Failback", VrrpState.Backup, "ParametersContradict")]
    public void What_cannot_be_meant_moves_nothing(string parameters, VrrpState second, string id)
    {
        _second = second;
        var error = _session.Fail($"$one, $two | Invoke-HaVipFailover {parameters} -Confirm:$false", ("one", One()), ("two", Two()));
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Moves(_runner1).Concat(Moves(_runner2)));
    }

    public void Dispose()
    {
        foreach (var session in new[] { _session, _far1, _far2 }) session.Dispose();
        _runner1.Dispose();
        _runner2.Dispose();
    }

    private static IEnumerable<ControlRequest> Moves(FakeRunner runner) =>
        runner.Requests.Where(request => request.Command == ControlCommand.Failover);

    private static ControlResponse Answer(ControlRequest request, NodeState state)
    {
        if (request.Command != ControlCommand.Failover) return new ControlResponse { Node = state };
        return new ControlResponse
        {
            Outcomes =
            [
                new FailoverOutcome
                {
                    Instance = "VI_1", Direction = FailoverDirection.Take, Completed = true, NewMaster = "192.168.6.120",
                },
            ],
        };
    }

    private IReadOnlyList<object> Run(string command) =>
        _session.Run($"$one, $two | {command} -Confirm:$false", ("one", One()), ("two", Two()));

    private NodeObject One() => Far(_runner1, _far1, "node1");

    private NodeObject Two() => Far(_runner2, _far2, "node2");

    private static NodeObject Far(FakeRunner runner, CmdletSession machine, string name) => StateReader.States(
        new NodeLocation { ControlSocket = runner.Path }, new ControlResponse { Node = FakeNode.State() })[0]
        .From(new RemoteNode(name, machine.Runspace));
}
