using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

/// <summary>Drained and resumed, and what a restart takes up again.</summary>
public sealed class SuspensionTests
{
    [Fact]
    public void Master_drained_hands_over_and_stays_out_whatever_happens()
    {
        var node = Drained();
        Assert.Equal(new HoldState(0, false, true), node.Kept);
        node.Run(Duration.FromSeconds(60));
        Assert.Equal(VrrpState.Backup, node.State);
        Assert.Equal(0, node.Router.MasterPriority);
        node.Hear(0);
        node.Run(Duration.FromSeconds(60));
        Assert.Equal(VrrpState.Backup, node.State);
    }

    [Fact]
    public void Master_drained_goes_on_when_nobody_takes_over()
    {
        var node = RouterFixture.Master();
        node.Suspend();
        Assert.Contains("end NobodyTookOver", node.Run(Duration.FromSeconds(5)));
        Assert.Equal((VrrpState.Master, false), (node.State, node.Router.Suspended));
    }

    [Fact]
    public void Master_drained_by_force_leaves_when_nobody_takes_over()
    {
        var node = RouterFixture.Master();
        node.Suspend(force: true);
        Assert.Contains("Master -> Backup SuspendedByCommand", node.Run(Duration.FromSeconds(5)));
        Assert.True(node.Router.Suspended);
    }

    [Fact]
    public void Master_suspended_without_drain_stays_Master_until_another_is()
    {
        var node = RouterFixture.Master();
        Assert.Equal(["Suspended", "end None"], node.Suspend(drain: false).Actions);
        node.Run(Duration.FromSeconds(10));
        Assert.Equal(VrrpState.Master, node.State);
        node.Hear(200);
        node.Run(Duration.FromSeconds(10));
        Assert.Equal(VrrpState.Backup, node.State);
    }

    [Fact]
    public void Backup_that_hears_no_Master_is_suspended_by_force_only()
    {
        var node = RouterFixture.Backup();
        Assert.Equal(HandoverRefusal.NoOtherMaster, node.Suspend().Refusal);
        Assert.Equal(HandoverRefusal.None, node.Suspend(force: true).Refusal);
        Assert.True(node.Router.Suspended);
    }

    [Fact]
    public void Suspended_instance_refuses_to_take()
    {
        var node = Drained();
        Assert.Equal(HandoverRefusal.NodeSuspended, node.TakeOver().Refusal);
    }

    [Fact]
    public void Suspended_address_owner_starts_as_Backup()
    {
        var node = new RouterFixture(x => x with { AddressOwner = true });
        node.Engine.RestoreHold(node.Router, new HoldState(0, false, true), Instant.Never);
        node.Start();
        node.Hear(100);
        node.Run(Duration.FromSeconds(10));
        Assert.Equal(VrrpState.Backup, node.State);
    }

    [Fact]
    public void Resume_by_policy_preempts_after_the_master_down_interval()
    {
        var node = Drained();
        node.Hear(99);
        Assert.Equal(["Resumed", "end None"], node.Resume(FailbackMode.Policy).Actions);
        Assert.Equal(VrrpState.Backup, RunHearing99(node));
        Assert.Equal(VrrpState.Master, RunHearing99(node));
        Assert.Equal(default, node.Kept);
    }

    [Fact]
    public void Resume_at_once_takes_over_and_announces_before_it_advertises()
    {
        var node = Drained(x => x with { Preempt = false });
        node.Hear(99);
        Assert.Equal(
            ["Resumed", "Backup -> Master ResumedByCommand", "acquire from 192.168.6.120 in 2s", "announce 5", "advert 100", "HandoverCompleted",
             "end None"],
            node.Resume(FailbackMode.Immediate).Actions);
    }

    [Fact]
    public void Resume_without_failback_stays_Backup_while_the_Master_lives()
    {
        var node = Drained();
        node.Hear(99);
        node.Resume(FailbackMode.NoFailback);
        Assert.Equal(VrrpState.Backup, RunHearing99(node));
        Assert.Equal(VrrpState.Backup, RunHearing99(node));
        Assert.Equal(new HoldState(0, true, false), node.Kept);
        node.Run(Duration.FromSeconds(5));
        Assert.Equal(VrrpState.Master, node.State);
        Assert.Equal(default, node.Kept);
    }

    [Fact]
    public void Resume_of_what_is_not_suspended_is_refused()
    {
        var node = RouterFixture.Backup();
        Assert.Equal(HandoverRefusal.NotSuspended, node.Resume(FailbackMode.Policy).Refusal);
    }

    [Fact]
    public void Hold_outlives_a_stop_and_ends_on_time()
    {
        var node = RouterFixture.Backup(x => x with { Priority = 99 });
        node.Hear(100);
        node.TakeOver(Duration.FromSeconds(60));
        Assert.Equal(new HoldState(101, false, false), node.Kept);
        node.StopNow();
        node.Start();
        Assert.Equal(101, node.Router.Priority);
        node.Run(Duration.FromSeconds(61));
        Assert.Equal((99, default), (node.Router.Priority, node.Kept));
    }

    [Fact]
    public void Hold_restored_keeps_the_taker_s_priority_and_its_end()
    {
        var node = new RouterFixture(x => x with { Priority = 99 });
        node.Engine.RestoreHold(node.Router, new HoldState(101, false, false), node.Now + Duration.FromSeconds(30));
        node.Start();
        Assert.Equal((101, true), (node.Router.Priority, node.Router.Held));
        node.Run(Duration.FromSeconds(31));
        Assert.Equal((99, false), (node.Router.Priority, node.Router.Held));
    }

    [Fact]
    public void Stop_after_the_taker_was_heard_keeps_what_the_give_was_for()
    {
        var node = RouterFixture.Master();
        node.Suspend();
        node.Hear(99);
        node.Stop();
        node.Run(ElectionTimes.Linger);
        Assert.Equal((VrrpState.Stopped, true), (node.State, node.Router.Suspended));
    }

    private static RouterFixture Drained(
        Func<Core.Configuration.InstanceConfiguration, Core.Configuration.InstanceConfiguration>? change = null)
    {
        var node = RouterFixture.Master(change);
        Assert.Equal(["HandoverStarted", "advert 0"], node.Suspend().Actions);
        node.Hear(99);
        Assert.Equal(
            ["Suspended", "Master -> Backup SuspendedByCommand", "retire in 2s", "HandoverCompleted", "end None"],
            node.Run(ElectionTimes.Linger));
        return node;
    }

    /// <summary>Two seconds beside a living Master of priority 99.</summary>
    private static VrrpState RunHearing99(RouterFixture node)
    {
        for (var i = 0; i < 2; i++)
        {
            node.Run(Duration.FromSeconds(1));
            node.Hear(99);
        }

        return node.State;
    }
}
