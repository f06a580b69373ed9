using System.Management.Automation;
using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Remoting;
using HaVip.PowerShell.Tests.Commands;
using HaVip.PowerShell.Tests.Connection;

namespace HaVip.PowerShell.Tests.Remoting;

/// <summary>Cmdlets about nodes of other machines; a runspace of this process stands in for each.</summary>
public sealed class RemoteCommandTests : IDisposable
{
    private readonly CmdletSession _session = new();
    private readonly CmdletSession _far = new();
    private readonly FakeRunner _runner = FakeRunner.Answering(request => request.Command == ControlCommand.Failover
        ? new ControlResponse { Outcomes = [new FailoverOutcome { Instance = "VI_1", Direction = FailoverDirection.Give, Completed = true, NewMaster = "192.168.6.120" }] }
        : new ControlResponse { Node = FakeNode.State() });

    [Fact]
    public void An_object_knows_the_way_to_its_node_and_what_it_is_piped_into_goes_there()
    {
        var state = (InstanceState)Assert.Single(_session.Run("$far | Get-HaVipState", ("far", Far())));
        Assert.Equal(("VI_1", "n1", "node2"), (state.Name, state.Node, state.PSComputerName));
        Assert.Equal(VrrpState.Master, state.State);
        Assert.Empty(_session.Errors);
    }

    [Fact]
    public void Parameters_arrive_as_they_were_given()
    {
        _session.Run("$far | Invoke-HaVipFailover -Hold 90s -Timeout 5s -NoWait -Force -Confirm:$false", ("far", Far()));
        Assert.Empty(_session.Errors);
        var request = Assert.Single(_runner.Requests, request => request.Command == ControlCommand.Failover);
        Assert.Equal((90_000_000, 0, true), (request.HoldMicroseconds, request.TimeoutMicroseconds, request.Force));
        Assert.Equal(["VI_1"], request.Instances);
    }

    [Theory]
    [InlineData("Invoke-HaVipFailover", "VI_1 on n1 at node2 (Master")]
    [InlineData("Stop-HaVipInstance", "node2")]
    [InlineData("Get-HaVipStatistic -Reset", "node2")]
    public void WhatIf_is_said_here_and_changes_nothing_there(string command, string said)
    {
        Assert.Empty(_session.Run($"$far | {command} -WhatIf", ("far", Far())));
        Assert.Contains(said, _session.Said, StringComparison.Ordinal);
        Assert.All(_runner.Requests, request => Assert.Equal(ControlCommand.GetState, request.Command));
    }

    [Fact]
    public void An_error_over_there_names_the_node_and_keeps_its_id_and_advice()
    {
        var error = _session.Fail("$far | Get-HaVipState VI_9", ("far", Far()));
        Assert.Equal("UnknownInstance,HaVip.PowerShell.Commands.GetHaVipStateCommand", error.FullyQualifiedErrorId);
        Assert.StartsWith("node2: ", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains("VI_1, VI_2", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_that_cannot_be_reached_does_not_end_the_others()
    {
        using var gone = new CmdletSession();
        gone.Runspace.Close();
        var found = _session.Run("$gone, $far | Get-HaVipState", ("gone", Far("node3", gone)), ("far", Far()));
        Assert.Single(found);
        var error = Assert.Single(_session.Errors);
        Assert.StartsWith("SessionNotOpen,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("node3: ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_the_module_is_told_so()
    {
        using var bare = System.Management.Automation.Runspaces.RunspaceFactory.CreateRunspace(
            System.Management.Automation.Runspaces.InitialSessionState.CreateDefault2());
        bare.Open();
        bare.SessionStateProxy.SetVariable("PSModuleAutoLoadingPreference", "None");
        var error = _session.Fail("$far | Get-HaVipState", ("far", State().From(new RemoteNode("node2", bare))));
        Assert.StartsWith("HaVipNotInstalled,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Install-HaVipNode -Session", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_lines_and_warnings_come_with_the_name_of_the_node()
    {
        _session.Run("$far | Invoke-HaVipFailover -Confirm:$false -Verbose", ("far", Far()));
        Assert.Contains("node2: Asking ", _session.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-HaVipInstance")]
    [InlineData("Set-HaVipInstance -Priority 5")]
    [InlineData("Uninstall-HaVipNode -Confirm:$false")]
    public void What_works_on_this_machine_only_refuses_an_object_of_another(string command)
    {
        var error = _session.Fail($"$far | {command}", ("far", Far()));
        Assert.StartsWith("NodeElsewhere,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_runner.Requests);
    }

    [Fact]
    public void What_Invoke_Command_brought_is_not_taken_for_this_machine()
    {
        var flat = "[pscustomobject]@{ ControlSocket = $s; Name = 'VI_1'; VirtualRouterId = 52; PSComputerName = 'node2' }";
        var error = _session.Fail($"{flat} | Stop-HaVipInstance", ("s", _runner.Path));
        Assert.StartsWith("NodeElsewhere,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(_runner.Requests);
    }

    [Fact]
    public async Task Stopping_the_cmdlet_stops_the_command_over_there()
    {
        using var shell = System.Management.Automation.PowerShell.Create(_session.Runspace);
        _session.Runspace.SessionStateProxy.SetVariable("far", Far());
        shell.AddScript("$far | Wait-HaVipState -State Fault -Timeout 1h");
        var running = shell.InvokeAsync();
        await Until(() => _runner.Requests.Count > 0);
        await shell.StopAsync(null, null);
        await Until(() => _far.Runspace.RunspaceAvailability == System.Management.Automation.Runspaces.RunspaceAvailability.Available);
        await Assert.ThrowsAsync<PipelineStoppedException>(() => running);
    }

    public void Dispose()
    {
        _session.Dispose();
        _far.Dispose();
        _runner.Dispose();
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 600 && !condition(); i++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.True(condition());
    }

    private InstanceState State() =>
        (InstanceState)StateReader.States(
            new NodeLocation { ControlSocket = _runner.Path }, new ControlResponse { Node = FakeNode.State() })[0];

    private NodeObject Far(string name = "node2", CmdletSession? machine = null) =>
        State().From(new RemoteNode(name, (machine ?? _far).Runspace));
}
