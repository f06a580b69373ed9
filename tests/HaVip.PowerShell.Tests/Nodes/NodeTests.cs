using System.Management.Automation;
using HaVip.Core.Election;
using HaVip.PowerShell.Labs;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Tests.Nodes;

public sealed class NodeTests
{
    [Theory]
    [InlineData(null, null, "/run/havip/control.sock", "/etc/havip/havip.yaml")]
    [InlineData("n1", null, "/run/havip/n1/control.sock", "/etc/havip/n1/havip.yaml")]
    [InlineData(null, "/r", "/r/run/havip/control.sock", "/r/etc/havip/havip.yaml")]
    [InlineData("n1", "/r", "/r/run/havip/n1/control.sock", "/r/etc/havip/n1/havip.yaml")]
    public void Files_are_below_the_root_and_per_namespace(string? ns, string? root, string socket, string configuration)
    {
        var node = new NodeLocation(ns, root);
        Assert.Equal(socket, node.ControlSocket);
        Assert.Equal(configuration, node.ConfigurationPath);
        Assert.True(node.HasFiles);
        Assert.False((node with { ControlSocket = "/elsewhere/control.sock" }).HasFiles);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("a b")]
    public void What_is_no_namespace_never_becomes_a_path(string name) =>
        Assert.Equal("InvalidNetworkNamespace", Assert.Throws<HaVipException>(() => NetworkNamespaceName.Check(name)).ErrorId);

    [Fact]
    public void A_lab_stands_for_its_nodes_and_a_state_for_its_instance()
    {
        var lab = new LabPlan("x", 2, "/r").ToLab();
        var state = new InstanceState { Name = "VI_1", NetworkNamespace = "x-n1", RootPath = "/r" };

        var targets = TargetReader.Merge(
            [.. Read(state), .. Read(new InstanceState { Name = "VI_2", NetworkNamespace = "x-n1", RootPath = "/r" })]);

        Assert.Equal(["VI_1", "VI_2"], Assert.Single(targets).Names);
        Assert.Equal(["x-n1", "x-n2"], Read(lab).Select(target => target.Location.NetworkNamespace));
        Assert.All(Read(lab), target => Assert.Null(target.Names));
        Assert.Null(Assert.Single(TargetReader.Merge([.. Read(state), .. Read(lab.Nodes[0])])).Names);
    }

    [Fact]
    public void An_object_that_lost_its_type_is_known_by_its_properties()
    {
        var input = new PSObject();
        input.Properties.Add(new PSNoteProperty("Name", "VI_1"));
        input.Properties.Add(new PSNoteProperty("VirtualRouterId", 52));
        input.Properties.Add(new PSNoteProperty("NetworkNamespace", "n1"));
        var target = Assert.Single(TargetReader.Read(input, null));
        Assert.Equal("n1", target.Location.NetworkNamespace);
        Assert.Equal(["VI_1"], target.Names);
    }

    [Fact]
    public void An_object_about_no_node_is_refused() => Assert.Equal(
        "InvalidInputObject", Assert.Throws<HaVipException>(() => TargetReader.Read(new PSObject(42), null).ToList()).ErrorId);

    [Theory]
    [InlineData(VrrpState.Master, null, 0, true, true)]
    [InlineData(VrrpState.Backup, null, 0, true, false)]
    [InlineData(VrrpState.Backup, "192.168.6.110", 101, true, true)]
    [InlineData(VrrpState.Backup, "192.168.6.110", 99, true, false)]
    [InlineData(VrrpState.Backup, "192.168.6.110", 99, false, true)]
    [InlineData(VrrpState.Fault, null, 0, true, false)]
    [InlineData(VrrpState.Initialize, null, 0, true, false)]
    public void Settled_is_a_role_that_lasts(VrrpState state, string? master, byte priority, bool preempt, bool settled)
    {
        var instance = new InstanceState
        {
            State = state,
            MasterAddress = master,
            MasterPriority = priority,
            EffectivePriority = 100,
            Preempt = preempt,
        };
        Assert.Equal(settled, instance.Settled);
    }

    [Fact]
    public void A_lab_has_the_addresses_of_the_design()
    {
        var lab = new LabPlan("x", LabPlan.MaximumNodes).ToLab();
        Assert.Equal(["192.168.6.110/24"], lab.Nodes[0].Address);
        Assert.Equal(["192.168.6.250/24"], lab.Nodes[^1].Address);
        Assert.Equal("x-client", lab.Client.NetworkNamespace);
        Assert.Equal("/run/havip/x-n1/control.sock", lab.Nodes[0].ControlSocket);
    }

    private static IEnumerable<NodeTarget> Read(object input) => TargetReader.Read(PSObject.AsPSObject(input), null);
}
