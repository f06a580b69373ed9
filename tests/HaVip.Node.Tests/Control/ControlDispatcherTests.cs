using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Node.Control;

namespace HaVip.Node.Tests.Control;

public sealed class ControlDispatcherTests : IDisposable
{
    private readonly ControlHarness _harness = new("VI_1", "VI_2");

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void State_tells_the_node_and_its_instances()
    {
        var node = Ask(ControlCommand.GetState).Node!;
        Assert.Equal("1.2.3", node.RunnerVersion);
        Assert.Equal(Environment.ProcessId, node.ProcessId);
        Assert.Equal(["VI_1", "VI_2"], node.Instances.Select(instance => instance.Name));
        var state = node.Instances[1];
        Assert.Equal(VrrpState.Backup, state.State);
        Assert.Equal("started", state.Reason);
        Assert.Equal("192.168.7.101/24", Assert.Single(state.VirtualAddresses));
        Assert.Equal(3_609_375, state.MasterDownIntervalMicroseconds);
        Assert.Null(state.MasterAddress);
    }

    [Fact]
    public void State_of_a_named_instance_is_its_alone() => Assert.Equal(
        "VI_2", Assert.Single(Ask(ControlCommand.GetState, "VI_2").Node!.Instances).Name);

    [Theory]
    [InlineData("VI_3", "Did you mean 'VI_1'? The instances are VI_1, VI_2.")]
    [InlineData("vi2", "Did you mean 'VI_2'? The instances are VI_1, VI_2.")]
    [InlineData("gateway", "The instances are VI_1, VI_2.")]
    public void An_unknown_instance_is_refused_with_those_there_are(string name, string advice)
    {
        foreach (var command in Enum.GetValues<ControlCommand>())
        {
            var error = Ask(command, "VI_1", name).Error!;
            Assert.Equal(ControlError.UnknownInstance, error.Id);
            Assert.Equal(advice, error.Recommendation);
        }

        Assert.Equal(VrrpState.Backup, _harness.Engine.Routers[0].State);
    }

    public static TheoryData<ControlCommand> Commands => [.. Enum.GetValues<ControlCommand>()];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Who_may_read_gets_states_and_events_and_nothing_else(ControlCommand command)
    {
        var isReading = command is ControlCommand.GetState or ControlCommand.GetEvents;
        var request = new ControlRequest { Command = command };
        foreach (var access in new[] { ControlAccess.None, ControlAccess.Read })
        {
            var reply = _harness.Dispatcher.Begin(request, access, _harness.Now);
            var error = reply.TryAnswer(_harness.Now, late: true)!.Error;
            Assert.Equal(isReading && access == ControlAccess.Read ? null : ControlError.NotPermitted, error?.Id);
            Assert.Equal(error is null ? null : "Run it as root.", error?.Recommendation);
        }

        Assert.All(_harness.Engine.Routers, router => Assert.Equal(VrrpState.Backup, router.State));
        Assert.False(_harness.Dispatcher.EndsWithLastInstance);
    }

    [Fact]
    public void Reset_tells_the_counts_so_far_and_begins_at_zero_for_the_named_alone()
    {
        _harness.Skip(Duration.FromSeconds(10));
        var before = Ask(ControlCommand.ResetStatistic, "VI_1").Node!.Instances;
        Assert.True(Assert.Single(before).Counters.AdvertisementsSent > 0);
        var after = Ask(ControlCommand.GetState).Node!.Instances;
        Assert.Equal(0, after[0].Counters.AdvertisementsSent);
        Assert.Equal(0, after[0].Counters.Transitions);
        Assert.True(after[0].Counters.SinceUnixMicroseconds > before[0].Counters.SinceUnixMicroseconds);
        Assert.Equal(before[0].Transitions, after[0].Transitions);
        Assert.Equal(before[0].State, after[0].State);
        Assert.True(after[1].Counters.AdvertisementsSent > 0);
        _harness.Skip(Duration.FromSeconds(2));
        Assert.InRange(Ask(ControlCommand.GetState).Node!.Instances[0].Counters.AdvertisementsSent, 1, 3);
    }

    [Fact]
    public void Events_come_as_soon_as_there_are_any()
    {
        var last = _harness.Node.Events.Ring.LastSequence;
        var client = _harness.Connect();
        ControlHarness.Send(client, ControlHarness.Frame(Events(last, 60)));
        _harness.Turns(5);
        Assert.Equal(0, client.Available);
        _harness.Skip(Duration.FromSeconds(5));
        var events = _harness.Receive(client)!.Events!;
        Assert.Equal("Transition", events[0].Kind);
        Assert.Equal(VrrpState.Master, events[0].ToState);
        Assert.True(events[0].Sequence > last);
    }

    [Fact]
    public void Events_that_do_not_come_are_answered_with_none_after_the_timeout()
    {
        Ask(ControlCommand.Stop);
        var client = _harness.Connect();
        ControlHarness.Send(client, ControlHarness.Frame(Events(_harness.Node.Events.Ring.LastSequence, 30)));
        _harness.Skip(Duration.FromSeconds(29));
        Assert.Equal(0, client.Available);
        _harness.Skip(Duration.FromSeconds(2));
        Assert.Empty(_harness.Receive(client)!.Events!);
    }

    [Fact]
    public void Stop_answers_when_the_instance_has_stopped_and_the_runner_ends_with_the_last()
    {
        _harness.Skip(Duration.FromSeconds(5));
        var client = _harness.Connect();
        ControlHarness.Send(client, ControlHarness.Frame(Request(ControlCommand.Stop) with { TimeoutMicroseconds = 60_000_000 }));
        _harness.Turns(5);
        Assert.Equal(0, client.Available);
        Assert.True(_harness.Dispatcher.EndsWithLastInstance);
        _harness.Skip(Duration.FromSeconds(30));
        Assert.All(_harness.Receive(client)!.Node!.Instances, state => Assert.Equal(VrrpState.Stopped, state.State));
    }

    [Fact]
    public void Stop_without_a_timeout_answers_at_once()
    {
        _harness.Skip(Duration.FromSeconds(5));
        Assert.Equal(VrrpState.Master, Ask(ControlCommand.Stop, "VI_1").Node!.Instances[0].State);
    }

    [Fact]
    public void Stop_may_leave_the_runner_and_start_takes_a_stop_back()
    {
        _harness.Ask(Request(ControlCommand.Stop) with { KeepRunner = true });
        Assert.False(_harness.Dispatcher.EndsWithLastInstance);
        Ask(ControlCommand.Stop);
        Assert.True(_harness.Dispatcher.EndsWithLastInstance);
        Assert.Equal(VrrpState.Backup, Ask(ControlCommand.Start, "VI_1").Node!.Instances[0].State);
        Assert.False(_harness.Dispatcher.EndsWithLastInstance);
    }

    [Fact]
    public void Suspend_keeps_a_backup_out_and_resume_ends_it()
    {
        var suspend = Request(ControlCommand.Suspend, "VI_1") with { Drain = true };
        Assert.Equal(nameof(HandoverRefusal.NoOtherMaster), Assert.Single(_harness.Ask(suspend).Outcomes!).Error!.Id);

        var outcome = Assert.Single(_harness.Ask(suspend with { Force = true }).Outcomes!);
        Assert.Equal((FailoverDirection.Suspend, true), (outcome.Direction, outcome.Completed));
        var state = Ask(ControlCommand.GetState, "VI_1").Node!.Instances[0];
        Assert.True(state.Suspended);
        Assert.Contains("suspended, stays out until Resume-HaVipNode", state.Reason);

        outcome = Assert.Single(Ask(ControlCommand.Resume, "VI_1").Outcomes!);
        Assert.Equal((FailoverDirection.Resume, true), (outcome.Direction, outcome.Completed));
        Assert.False(Ask(ControlCommand.GetState, "VI_1").Node!.Instances[0].Suspended);
    }

    [Fact]
    public void Failover_takes_on_a_backup_and_says_what_was_and_is()
    {
        var outcome = Assert.Single(Ask(ControlCommand.Failover, "VI_1").Outcomes!);
        Assert.Equal(FailoverDirection.Take, outcome.Direction);
        Assert.True(outcome.Completed);
        Assert.Null(outcome.Error);
        Assert.Equal("192.168.6.110", outcome.NewMaster);
    }

    [Fact]
    public void Failover_of_a_master_nobody_succeeds_fails_and_says_why()
    {
        _harness.Skip(Duration.FromSeconds(5));
        var client = _harness.Connect();
        var request = Request(ControlCommand.Failover, "VI_1") with { TimeoutMicroseconds = 60_000_000 };
        ControlHarness.Send(client, ControlHarness.Frame(request));
        _harness.Skip(Duration.FromSeconds(6));
        var outcome = Assert.Single(_harness.Receive(client)!.Outcomes!);
        Assert.Equal(FailoverDirection.Give, outcome.Direction);
        Assert.False(outcome.Completed);
        Assert.Equal("NobodyTookOver", outcome.Error!.Id);
        Assert.Equal("192.168.6.110", outcome.PreviousMaster);
        Assert.True(outcome.DurationMicroseconds >= 3_000_000);
    }

    [Fact]
    public void Failover_that_outlasts_the_client_says_it_goes_on()
    {
        _harness.Skip(Duration.FromSeconds(5));
        var client = _harness.Connect();
        var request = Request(ControlCommand.Failover, "VI_1") with { TimeoutMicroseconds = 1_000_000 };
        ControlHarness.Send(client, ControlHarness.Frame(request));
        _harness.Skip(Duration.FromSeconds(2));
        var outcome = Assert.Single(_harness.Receive(client)!.Outcomes!);
        Assert.False(outcome.Completed);
        Assert.Equal("HandoverTimeout", outcome.Error!.Id);
    }

    [Fact]
    public void Failover_answers_for_each_instance_in_order_refusals_included()
    {
        _harness.Skip(Duration.FromSeconds(5));
        _harness.Ask(Request(ControlCommand.Stop, "VI_2") with { KeepRunner = true });
        _harness.Skip(Duration.FromSeconds(20));
        var request = Request(ControlCommand.Failover, "VI_2", "VI_1") with { Direction = FailoverDirection.Take };
        var outcomes = _harness.Ask(request).Outcomes!;
        Assert.Equal(["VI_2", "VI_1"], outcomes.Select(outcome => outcome.Instance));
        Assert.Equal(["InstanceStopped", "AlreadyMaster"], outcomes.Select(outcome => outcome.Error!.Id));
    }

    [Fact]
    public void Failback_where_nothing_is_held_is_refused()
    {
        var request = Request(ControlCommand.Failover, "VI_1") with { Direction = FailoverDirection.Failback };
        Assert.Equal("NothingHeld", Assert.Single(_harness.Ask(request).Outcomes!).Error!.Id);
    }

    [Fact]
    public void Reload_tells_the_state_after_it_or_why_it_was_refused()
    {
        Assert.Equal(2, Ask(ControlCommand.Reload).Node!.Instances.Count);
        _harness.Reloaded = new ControlResponse { Error = new ControlError(ControlError.InvalidConfiguration, "No.") };
        var refused = Ask(ControlCommand.Reload);
        Assert.Equal(ControlError.InvalidConfiguration, refused.Error!.Id);
        Assert.Null(refused.Node);
    }

    [Theory]
    [InlineData(ControlCommand.Start)]
    [InlineData(ControlCommand.Failover)]
    [InlineData(ControlCommand.Reload)]
    public void A_runner_that_ends_begins_nothing(ControlCommand command)
    {
        _harness.Dispatcher.IsEnding = true;
        Assert.Equal(ControlError.ShuttingDown, Ask(command).Error!.Id);
        Assert.NotNull(Ask(ControlCommand.GetState).Node);
    }

    private ControlResponse Ask(ControlCommand command, params string[] instances) =>
        _harness.Ask(Request(command, instances));

    private static ControlRequest Request(ControlCommand command, params string[] instances) =>
        new() { Command = command, Instances = instances.Length == 0 ? null : instances };

    private static ControlRequest Events(long after, long seconds) => new()
    {
        Command = ControlCommand.GetEvents,
        AfterSequence = after,
        TimeoutMicroseconds = seconds * 1_000_000,
    };
}
