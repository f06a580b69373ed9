using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.PowerShell.Tests.Connection;

namespace HaVip.PowerShell.Tests.Commands;

public sealed class InstanceCommandTests : IDisposable
{
    /// <summary>Higher than any the kernel gives.</summary>
    private const int NoProcess = 2_147_483_000;

    private readonly CmdletSession _session = new();

    [Fact]
    public void Get_HaVipState_writes_typed_objects()
    {
        using var runner = FakeRunner.Answering(_ => new ControlResponse { Node = FakeNode.State() });

        var states = _session.Run("Get-HaVipState -ControlSocket $s", ("s", runner.Path)).Cast<InstanceState>().ToList();

        Assert.Equal(["VI_1", "VI_2"], states.Select(state => state.Name));
        Assert.Equal("HaVip.InstanceState", states[0].GetType().FullName);
        Assert.Equal(VrrpState.Master, states[0].State);
        Assert.Equal(TimeSpan.FromMicroseconds(3_609_375), states[0].MasterDownInterval);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000), states[0].Since);
        Assert.Equal(["192.168.7.100/24", "192.168.7.101/24"], states[0].VirtualAddress);
        Assert.Equal(runner.Path, states[0].ControlSocket);
    }

    [Theory]
    [InlineData("VI_*", 2)]
    [InlineData("vi_2", 1)]
    [InlineData("X*", 0)]
    public void Get_HaVipState_takes_wildcards(string name, int count)
    {
        using var runner = FakeRunner.Answering(_ => new ControlResponse { Node = FakeNode.State() });
        var states = _session.Run("Get-HaVipState $n -ControlSocket $s", ("n", name), ("s", runner.Path));
        Assert.Equal(count, states.Count);
        Assert.Empty(_session.Errors);
    }

    [Fact]
    public void An_exact_name_that_is_not_there_is_an_error_that_lists_those_that_are()
    {
        using var runner = FakeRunner.Answering(_ => new ControlResponse { Node = FakeNode.State() });
        var error = _session.Fail("Get-HaVipState VI_9 -ControlSocket $s", ("s", runner.Path));
        Assert.Equal("UnknownInstance,HaVip.PowerShell.Commands.GetHaVipStateCommand", error.FullyQualifiedErrorId);
        Assert.Contains("VI_1, VI_2", error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void A_node_without_runner_shows_its_configured_instances_as_stopped()
    {
        using var root = new TemporaryRoot();
        root.Write("etc/havip/havip.yaml", TemporaryRoot.Seed);

        var state = (InstanceState)Assert.Single(_session.Run("Get-HaVipState -RootPath $r", ("r", root.Path)));

        Assert.Equal(VrrpState.Stopped, state.State);
        Assert.Equal("VI_1", state.Name);
        Assert.Equal(root.Path, state.RootPath);
        Assert.Null(state.ProcessId);
    }

    [Fact]
    public void Neither_runner_nor_configuration_says_what_to_do()
    {
        using var root = new TemporaryRoot();
        var error = _session.Fail("Get-HaVipState -RootPath $r", ("r", root.Path));
        Assert.StartsWith("NodeNotConfigured,", error.FullyQualifiedErrorId);
        Assert.Contains("Install-HaVipNode", error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void States_pipe_into_Stop_HaVipInstance_as_one_request_per_node()
    {
        using var runner = FakeRunner.Answering(_ => new ControlResponse
        {
            Node = FakeNode.State(VrrpState.Stopped, NoProcess),
        });
        _session.Run("Get-HaVipState -ControlSocket $s | Stop-HaVipInstance -KeepRunner", ("s", runner.Path));
        Assert.Empty(_session.Errors);
        var stop = Assert.Single(runner.Requests, request => request.Command == ControlCommand.Stop);
        Assert.Equal(["VI_1", "VI_2"], stop.Instances);
        Assert.True(stop.KeepRunner);
    }

    [Fact]
    public void Stop_HaVipInstance_does_not_wait_for_a_runner_that_stays_for_another_instance()
    {
        using var runner = FakeRunner.Answering(request => new ControlResponse
        {
            Node = request.Command == ControlCommand.Stop
                ? FakeNode.State() with { Instances = [FakeNode.Instance("VI_1", VrrpState.Stopped)] }
                : FakeNode.State(processId: Environment.ProcessId),
        });
        var states = _session.Run(
            "Stop-HaVipInstance VI_1 -ControlSocket $s -Timeout 1s -PassThru -Confirm:$false", ("s", runner.Path));
        Assert.Empty(_session.Errors);
        Assert.Equal(VrrpState.Stopped, Assert.IsType<InstanceState>(Assert.Single(states)).State);
    }

    [Theory]
    [InlineData("Stop-HaVipInstance")]
    [InlineData("Restart-HaVipInstance")]
    [InlineData("Start-HaVipInstance")]
    [InlineData("Invoke-HaVipFailover")]
    [InlineData("Send-HaVipAnnouncement")]
    public void WhatIf_sends_nothing_that_changes(string command)
    {
        using var runner = FakeRunner.Answering(_ => new ControlResponse { Node = FakeNode.State() });
        _session.Run($"{command} -ControlSocket $s -WhatIf", ("s", runner.Path));
        Assert.Empty(_session.Errors);
        Assert.All(runner.Requests, request => Assert.Equal(ControlCommand.GetState, request.Command));
    }

    [Theory]
    [InlineData("Stop-HaVipInstance")]
    [InlineData("Restart-HaVipInstance")]
    [InlineData("Invoke-HaVipFailover")]
    [InlineData("Send-HaVipAnnouncement")]
    public void What_changes_instances_takes_no_wildcards(string command)
    {
        using var runner = FakeRunner.Answering(_ => new ControlResponse { Node = FakeNode.State() });
        var error = _session.Fail($"{command} VI_* -ControlSocket $s -Confirm:$false", ("s", runner.Path));
        Assert.StartsWith("UnknownInstance,", error.FullyQualifiedErrorId);
        Assert.All(runner.Requests, request => Assert.Equal(ControlCommand.GetState, request.Command));
    }

    [Fact]
    public void Announcement_is_asked_of_masters_and_refused_elsewhere()
    {
        using var master = FakeRunner.Answering(_ => new ControlResponse { Node = FakeNode.State(VrrpState.Master) });
        using var backup = FakeRunner.Answering(_ => new ControlResponse { Node = FakeNode.State(VrrpState.Backup) });
        _session.Run("Send-HaVipAnnouncement VI_1 -ControlSocket $s -Confirm:$false", ("s", master.Path));
        Assert.Empty(_session.Errors);
        var request = Assert.Single(master.Requests, request => request.Command == ControlCommand.Announce);
        Assert.Equal(["VI_1"], request.Instances);
        var error = _session.Fail("Send-HaVipAnnouncement VI_1 -ControlSocket $s -Confirm:$false", ("s", backup.Path));
        Assert.StartsWith("NotMaster,", error.FullyQualifiedErrorId);
        _session.Run("Send-HaVipAnnouncement -ControlSocket $s -Confirm:$false", ("s", backup.Path));
        Assert.DoesNotContain(backup.Requests, request => request.Command == ControlCommand.Announce);
    }

    [Fact]
    public void Hitless_is_for_the_runner_and_takes_no_names()
    {
        using var runner = FakeRunner.Answering(_ => new ControlResponse { Node = FakeNode.State() });
        var error = _session.Fail("Restart-HaVipInstance VI_1 -Hitless -ControlSocket $s -Confirm:$false", ("s", runner.Path));
        Assert.StartsWith("HitlessIsForTheRunner,", error.FullyQualifiedErrorId);
        Assert.Empty(runner.Requests);
    }

    [Fact]
    public void Failover_says_who_took_over_and_how_long_it_took()
    {
        using var runner = FakeRunner.Answering(FailOver);

        var results = _session.Run(
            "Invoke-HaVipFailover VI_1 -ControlSocket $s -Hold 90s -Timeout 5 -Confirm:$false", ("s", runner.Path));

        var result = (FailoverResult)Assert.Single(results);
        Assert.Equal("192.168.6.120", result.NewMaster);
        Assert.Equal(TimeSpan.FromMilliseconds(640), result.Duration);
        var request = runner.Requests[^1];
        Assert.Equal(90_000_000, request.HoldMicroseconds);
        Assert.Equal(5_000_000, request.TimeoutMicroseconds);
        Assert.Equal(FailoverDirection.Auto, request.Direction);
        Assert.False(request.Force);
    }

    [Theory]
    [InlineData("-NoWait")]
    [InlineData("-Wait:$false")]
    public void Failover_need_not_wait(string how)
    {
        using var runner = FakeRunner.Answering(FailOver);
        _session.Run($"Invoke-HaVipFailover VI_1 -ControlSocket $s {how} -Confirm:$false", ("s", runner.Path));
        Assert.Equal(0, runner.Requests[^1].TimeoutMicroseconds);
    }

    [Fact]
    public void A_refused_failover_is_an_error_of_the_refusal_about_the_instance()
    {
        var refusal = new ControlError("NobodyTookOver", "VI_1: no other node took over.", "Check the other node.");
        using var runner = FakeRunner.Answering(request => request.Command == ControlCommand.GetState
            ? new ControlResponse { Node = FakeNode.State() }
            : new ControlResponse { Outcomes = [Outcome() with { Completed = false, Error = refusal }] });

        var error = _session.Fail("Invoke-HaVipFailover VI_1 -ControlSocket $s -Confirm:$false", ("s", runner.Path));

        Assert.Equal("NobodyTookOver,HaVip.PowerShell.Commands.InvokeHaVipFailoverCommand", error.FullyQualifiedErrorId);
        Assert.Equal("VI_1", Assert.IsType<InstanceState>(error.TargetObject).Name);
    }

    [Theory]
    [InlineData("-Failback -Hold 5s")]
    [InlineData("-Wait -NoWait")]
    public void Contradicting_parameters_are_refused(string parameters) =>
        Assert.StartsWith("ParametersContradict,", _session.Fail($"Invoke-HaVipFailover {parameters}").FullyQualifiedErrorId);

    [Fact]
    public void Wait_HaVipState_returns_when_the_state_comes()
    {
        var asked = 0;
        using var runner = FakeRunner.Answering(_ => new ControlResponse
        {
            Node = FakeNode.State(Interlocked.Increment(ref asked) < 3 ? VrrpState.Backup : VrrpState.Master),
        });
        var states = _session.Run(
            "Wait-HaVipState VI_1 Master -ControlSocket $s -Timeout 30s -PassThru", ("s", runner.Path));
        Assert.Equal(VrrpState.Master, ((InstanceState)Assert.Single(states)).State);
        Assert.Equal(3, asked);
    }

    [Fact]
    public void Wait_HaVipState_fails_with_the_states_there_are()
    {
        using var runner = FakeRunner.Answering(_ => new ControlResponse { Node = FakeNode.State(VrrpState.Fault) });
        var error = _session.Fail("Wait-HaVipState VI_1 -ControlSocket $s -Timeout 150ms", ("s", runner.Path));
        Assert.Equal("StateTimeout,HaVip.PowerShell.Commands.WaitHaVipStateCommand", error.FullyQualifiedErrorId);
        Assert.Contains("n1/VI_1: Fault", error.ToString());
    }

    [Fact]
    public void Get_HaVipEvent_filters_by_instance_time_and_count()
    {
        using var runner = FakeRunner.Answering(request => request.Command == ControlCommand.GetState
            ? new ControlResponse { Node = FakeNode.State() }
            : new ControlResponse { Events = [.. Enumerable.Range(1, 5).Select(Event)] });

        var found = _session.Run(
            "Get-HaVipEvent VI_* -ControlSocket $s -Since $t -Last 2",
            ("s", runner.Path),
            ("t", DateTimeOffset.FromUnixTimeSeconds(2)));

        Assert.Equal(["event 3", "event 4"], found.Cast<NodeEvent>().Select(e => e.Reason));
    }

    public void Dispose() => _session.Dispose();

    private static Core.Control.NodeEvent Event(int i) => new()
    {
        Sequence = i,
        TimeUnixMicroseconds = i * 1_000_000,
        Kind = "Transition",
        Instance = i == 5 ? null : "VI_1",
        Message = $"event {i}",
    };

    private static ControlResponse FailOver(ControlRequest request) => request.Command == ControlCommand.GetState
        ? new ControlResponse { Node = FakeNode.State() }
        : new ControlResponse { Outcomes = [Outcome()] };

    private static FailoverOutcome Outcome() => new()
    {
        Instance = "VI_1",
        Direction = FailoverDirection.Give,
        Completed = true,
        PreviousMaster = "192.168.6.110",
        NewMaster = "192.168.6.120",
        DurationMicroseconds = 640_000,
    };
}
