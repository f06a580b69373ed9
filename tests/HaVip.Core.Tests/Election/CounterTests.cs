using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

public sealed class CounterTests
{
    [Fact]
    public void Master_served_a_little_late_counts_a_late_timer_and_stays_master()
    {
        var node = RouterFixture.Master();
        node.Pass(Duration.FromMilliseconds(1050));
        Assert.Equal(0, node.Router.Counters.LateTimers);
        node.Pass(Duration.FromMilliseconds(1200));
        Assert.Equal(1, node.Router.Counters.LateTimers);
        Assert.Equal(0, node.Router.Counters.LateWakes);
        Assert.Equal(VrrpState.Master, node.State);
    }

    [Fact]
    public void Master_that_slept_counts_a_late_wake()
    {
        var node = RouterFixture.Master();
        node.Pass(Duration.FromSeconds(30));
        Assert.Equal(1, node.Router.Counters.LateWakes);
    }

    [Fact]
    public void Handover_counts_when_it_has_ended()
    {
        var node = RouterFixture.Master();
        node.Give();
        Assert.Equal(0, node.Router.Counters.HandoversCompleted + node.Router.Counters.HandoversFailed);
        node.Run(Duration.FromSeconds(5));
        Assert.Equal((0, 1), (node.Router.Counters.HandoversCompleted, node.Router.Counters.HandoversFailed));
    }

    [Fact]
    public void Reset_begins_every_count_anew_and_leaves_state_transitions_and_timers()
    {
        var node = RouterFixture.Master();
        var (transitions, due) = (node.Router.Transitions, node.Router.NextDeadline);
        node.Router.ResetCounters(node.Now);
        Assert.Equal(0, node.Router.Counters.AdvertisementsSent + node.Router.Counters.Transitions);
        Assert.Equal(node.Now, node.Router.Counters.Since);
        Assert.Equal((transitions, due, VrrpState.Master), (node.Router.Transitions, node.Router.NextDeadline, node.State));
    }
}
