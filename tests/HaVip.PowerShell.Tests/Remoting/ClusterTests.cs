using HaVip.Core.Election;
using HaVip.PowerShell.Remoting;
using HaVip.PowerShell.Tests.Commands;

namespace HaVip.PowerShell.Tests.Remoting;

/// <summary>Test-HaVipCluster over nodes of several machines, for which runspaces of this process stand in.</summary>
public sealed class ClusterTests : IDisposable
{
    private readonly CmdletSession _session = new();
    private readonly CmdletSession _far1 = new();
    private readonly CmdletSession _far2 = new();
    private readonly TemporaryRoot _root1 = new();
    private readonly TemporaryRoot _root2 = new();

    [Fact]
    public void Nodes_of_several_machines_are_compared_and_no_secret_is_told()
    {
        Write(_root1, "n1", 100, "1s", "sesam1");
        Write(_root2, "n2", 100, "2s", "sesam2");
        var found = Run(Node(_root1, _far1, "node1"), Node(_root2, _far2, "node2"));
        Assert.Equal("n1: 1s; n2: 2s", found["Interval"].Detail);
        Assert.Equal(CheckStatus.Failed, found["Authentication"].Status);
        Assert.Equal(CheckStatus.Warning, found["Priority"].Status);
        Assert.Equal(CheckStatus.Passed, found["VirtualAddress"].Status);
        Assert.DoesNotContain(found.Values, one => one.ToString().Contains("sesam", StringComparison.Ordinal));
    }

    [Fact]
    public void A_node_of_this_machine_and_one_of_another_are_compared_too()
    {
        Write(_root1, "n1", 100, "1s", "sesam");
        Write(_root2, "n2", 99, "1s", "sesam");
        var found = Run(Node(_root1, null, ""), Node(_root2, _far2, "node2"));
        foreach (var check in new[] { "Members", "Interval", "Authentication", "Priority" })
            Assert.Equal(CheckStatus.Passed, found[check].Status);
        Assert.Equal("n1, n2", found["Interval"].Node);
    }

    [Fact]
    public void Machines_of_one_name_are_told_apart()
    {
        foreach (var root in new[] { _root1, _root2 }) Write(root, "vm", 100, "1s", "sesam");
        var found = Run(Node(_root1, _far1, "node1"), Node(_root2, _far2, "node2"));
        Assert.StartsWith("vm at node1 and vm at node2 both have 100", found["Priority"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_that_is_no_node_is_named_and_the_others_are_compared()
    {
        Write(_root1, "n1", 100, "1s", "sesam");
        var found = _session.Run(
            "$one, $two | Test-HaVipCluster -Include Members",
            ("one", Node(_root1, _far1, "node1")),
            ("two", Node(_root2, _far2, "node2")));
        Assert.Equal(CheckStatus.Warning, ((CheckResult)Assert.Single(found)).Status);
        var error = Assert.Single(_session.Errors);
        Assert.StartsWith("NodeNotConfigured,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("node2: ", error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        foreach (var session in new[] { _session, _far1, _far2 }) session.Dispose();
        _root1.Dispose();
        _root2.Dispose();
    }

    private Dictionary<string, CheckResult> Run(NodeObject one, NodeObject two)
    {
        var found = _session.Run("$one, $two | Test-HaVipCluster -Ignore Exchange -Duration 100ms", ("one", one), ("two", two));
        Assert.Empty(_session.Errors);
        return found.Cast<CheckResult>().ToDictionary(result => result.Name);
    }

    private static NodeObject Node(TemporaryRoot root, CmdletSession? machine, string name)
    {
        var state = new InstanceState { Name = "VI_1", RootPath = root.Path, State = VrrpState.Stopped };
        return machine is null ? state : state.From(new RemoteNode(name, machine.Runspace));
    }

    private static void Write(TemporaryRoot root, string name, int priority, string interval, string password) => root.Write(
        "etc/havip/havip.yaml",
        $$"""
        node: { name: {{name}} }
        instances:
          - name: VI_1
            interface: eth0
            virtualRouterId: 52
            version: 2
            priority: {{priority}}
            advertisementInterval: {{interval}}
            authentication: { type: simplePassword, password: "{{password}}" }
            virtualAddresses: [192.168.7.100/24]
        """);
}
