using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

public sealed class HandoverTests
{
    private static readonly string[] Given = ["Master -> Backup GivenByCommand", "retire in 2s", "HandoverCompleted", "end None"];

    [Fact]
    public void Master_gives_says_goodbye_and_keeps_the_addresses_until_the_new_master_has_spoken()
    {
        var node = RouterFixture.Master();
        var (refusal, actions) = node.Give();
        Assert.Equal(HandoverRefusal.None, refusal);
        Assert.Equal(["HandoverStarted", "advert 0"], actions);
        Assert.Equal(VrrpState.Master, node.State);
        Assert.Equal(["hold"], node.Run(new Duration(613_281)));
        Assert.Equal(["quiet"], node.Hear(99));
        Assert.Equal(Given, node.Run(ElectionTimes.Linger));
        Assert.Equal(VrrpState.Backup, node.State);
    }

    [Fact]
    public void Giver_stays_away_from_a_worse_master_until_failback()
    {
        var node = GaveTo99();
        for (var i = 0; i < 20; i++)
        {
            Assert.Empty(node.Run(Duration.FromSeconds(1)));
            node.Hear(99);
        }

        Assert.Equal(VrrpState.Backup, node.State);
        var (refusal, actions) = node.Failback();
        Assert.Equal(HandoverRefusal.None, refusal);
        Assert.Equal(
            [
                "Backup -> Master FailbackByCommand", "acquire from 192.168.6.120 in 2s", "announce 5", "advert 100", "HandoverCompleted",
                "end None",
            ],
            actions);
        Assert.False(node.Router.Held);
    }

    [Fact]
    public void Giver_takes_over_when_the_holder_dies_and_the_hold_is_over_with_it()
    {
        var node = GaveTo99();
        node.Run(Duration.FromSeconds(4));
        Assert.Equal(TransitionReason.NoAdvertisement, node.Router.Reason);
        Assert.False(node.Router.Held);
    }

    [Fact]
    public void Hold_of_the_giver_elapses_and_it_takes_back_by_itself()
    {
        var node = GaveTo99(Duration.FromSeconds(10));
        var actions = new List<string>();
        for (var i = 0; i < 11; i++)
        {
            node.Hear(99);
            actions.AddRange(node.Run(Duration.FromSeconds(1)));
        }

        Assert.Contains("Backup -> Master HoldElapsed", actions);
    }

    [Fact]
    public void Nobody_takes_over_and_the_giver_goes_on_as_Master()
    {
        var node = RouterFixture.Master();
        node.Give();
        var actions = node.Run(node.Router.MasterDownInterval);
        Assert.Equal(
            [
                "hold", "admit", "advert 0", "advert 0", "HandoverFailed", "end NobodyTookOver", "advert 100",
                "announce 5",
            ],
            actions);
        Assert.Equal(VrrpState.Master, node.State);
        Assert.False(node.Router.Held);
        Assert.Contains("advert 100", node.Run(Duration.FromSeconds(1)));
    }

    [Fact]
    public void Forced_give_leaves_even_when_nobody_takes_over()
    {
        var node = RouterFixture.Master();
        node.Give(force: true);
        Assert.Contains("Master -> Backup GivenByCommand", node.Run(node.Router.MasterDownInterval));
    }

    [Fact]
    public void Goodbye_of_another_node_is_no_new_master()
    {
        var node = RouterFixture.Master();
        node.Give();
        node.Hear(0);
        node.Run(ElectionTimes.Linger);
        Assert.Equal(VrrpState.Master, node.State);
    }

    [Fact]
    public void Backup_takes_with_one_more_than_the_masters_priority_after_announcing()
    {
        var node = Behind(100);
        var (refusal, actions) = node.TakeOver();
        Assert.Equal(HandoverRefusal.None, refusal);
        Assert.Equal(
            [
                "Backup -> Master TakenByCommand", "acquire from 192.168.6.120 in 2s", "announce 5", "advert 101", "HandoverCompleted",
                "end None",
            ],
            actions);
        Assert.True(node.Router.Held);
        Assert.Equal(101, node.Router.Priority);
    }

    [Fact]
    public void Taker_announces_again_soon_and_when_a_former_owner_that_heard_the_second_advertisement_has_left()
    {
        var node = Behind(100);
        node.TakeOver();
        Assert.Equal(["announce 5"], node.Run(ElectionTimes.Linger * 2));
        Assert.DoesNotContain("announce 5", node.Run(Duration.FromSeconds(1) - new Duration(1)));
        Assert.Equal(["announce 5"], node.Run(new Duration(1)));
        Assert.DoesNotContain("announce 5", node.Run(Duration.FromMilliseconds(3_900)));
    }

    [Fact]
    public void Former_owner_that_announces_once_more_is_answered_when_its_burst_is_over()
    {
        var node = RouterFixture.Backup(x => x with { Priority = 99, SplitBrainProbe = new() });
        node.Hear(100);
        node.TakeOver();
        node.Run(Duration.FromMilliseconds(100));
        for (var i = 0; i < 5; i++) Assert.Empty(node.Claim());
        Assert.Equal(["announce 5"], node.Run(ElectionTimes.Burst));
        Assert.Empty(node.Run(Duration.FromMilliseconds(100)));
    }

    [Fact]
    public void Master_after_silence_answers_no_announcement_of_another_in_its_first_second()
    {
        var node = RouterFixture.Master(x => x with { SplitBrainProbe = new() });
        node.Claim();
        Assert.DoesNotContain("announce 5", node.Run(Duration.FromMilliseconds(900)));
    }

    [Fact]
    public void Taker_has_no_former_owner_where_the_Master_is_dead()
    {
        var node = Behind(100);
        node.Sleep(Duration.FromMilliseconds(3_100));
        Assert.Contains("acquire", node.TakeOver().Actions);
    }

    [Fact]
    public void Drain_of_the_configuration_is_what_both_sides_are_told()
    {
        var settings = new HandoverSettings { Drain = Duration.FromMilliseconds(300) };
        var giver = RouterFixture.Master(x => x with { Handover = settings });
        Assert.Contains("retire in 300ms", giver.Hear(200));
        var taker = RouterFixture.Backup(x => x with { Handover = settings });
        taker.Hear(120);
        Assert.Contains("acquire from 192.168.6.120 in 300ms", taker.TakeOver().Actions);
    }

    [Fact]
    public void Stopped_with_another_Master_there_and_started_again_has_its_addresses_anew()
    {
        var node = RouterFixture.Master();
        node.Stop();
        node.Hear(99);
        Assert.Equal(
            ["HandoverFailed", "end Interrupted", "acquire", "advert 100", "announce 5"], node.Start());
    }

    [Fact]
    public void Taker_keeps_its_raised_priority_and_gives_back_at_failback()
    {
        var node = Behind(100);
        node.TakeOver();
        Assert.All(
            node.Run(Duration.FromSeconds(4)).Where(x => x.StartsWith("advert", StringComparison.Ordinal)),
            x => Assert.Equal("advert 101", x));
        var (_, actions) = node.Failback();
        Assert.Equal(["HandoverStarted", "advert 0"], actions);
        Assert.Equal(["quiet"], node.Hear(100));
        Assert.Equal(
            ["Master -> Backup FailbackByCommand", "retire in 2s", "HandoverCompleted", "end None"],
            node.Run(ElectionTimes.Linger));
    }

    [Fact]
    public void Hold_of_the_taker_elapses_and_it_gives_back_by_itself()
    {
        var node = Behind(100);
        node.TakeOver(Duration.FromSeconds(10));
        var actions = node.Run(Duration.FromSeconds(10));
        Assert.Equal(["HoldEnded", "HandoverStarted", "advert 0"], actions[^3..]);
    }

    [Fact]
    public void Take_from_the_address_owner_is_refused_and_changes_nothing()
    {
        var node = Behind(255);
        var (refusal, actions) = node.TakeOver();
        Assert.Equal(HandoverRefusal.MasterIsAddressOwner, refusal);
        Assert.Empty(actions);
        Assert.Equal(VrrpState.Backup, node.State);
    }

    [Theory]
    [InlineData("192.168.6.120", HandoverRefusal.MasterCannotBeOutbid)]
    [InlineData("192.168.6.100", HandoverRefusal.None)]
    public void Take_from_priority_254_depends_on_the_address(string master, HandoverRefusal expected)
    {
        var node = RouterFixture.Backup();
        node.Hear(254, master);
        Assert.Equal(expected, node.TakeOver().Refusal);
    }

    [Fact]
    public void Take_while_nobody_is_Master_needs_no_raised_priority()
    {
        var node = RouterFixture.Backup();
        Assert.Equal(HandoverRefusal.None, node.TakeOver().Refusal);
        Assert.Equal(100, node.Router.Priority);
        Assert.False(node.Router.Held);
    }

    [Fact]
    public void Give_by_a_Backup_take_by_a_Master_and_anything_when_stopped_or_in_Fault_are_refused()
    {
        Assert.Equal(HandoverRefusal.NotMaster, RouterFixture.Backup().Give().Refusal);
        Assert.Equal(HandoverRefusal.AlreadyMaster, RouterFixture.Master().TakeOver().Refusal);
        Assert.Equal(HandoverRefusal.InstanceStopped, new RouterFixture().TakeOver().Refusal);
        Assert.Equal(HandoverRefusal.NothingHeld, RouterFixture.Master().Failback().Refusal);
        var broken = RouterFixture.Master();
        broken.Interface(RouterFixture.Eth0 with { IsUp = false });
        Assert.Equal(HandoverRefusal.InstanceInFault, broken.Give().Refusal);
    }

    [Fact]
    public void Second_hand_over_while_one_is_under_way_is_refused()
    {
        var node = RouterFixture.Master();
        node.Give();
        Assert.Equal(HandoverRefusal.HandoverInProgress, node.Give().Refusal);
    }

    [Fact]
    public void Master_stopped_says_goodbye_and_keeps_the_addresses_until_another_has_them()
    {
        var node = RouterFixture.Master();
        Assert.Equal(["HandoverStarted", "advert 0"], node.Stop());
        node.Hear(99);
        Assert.Equal(
            ["Master -> Stopped StoppedByCommand", "retire in 2s", "HandoverCompleted", "end None"],
            node.Run(ElectionTimes.Linger));
        Assert.Equal(Instant.Never, node.Engine.NextDeadline);
    }

    [Fact]
    public void Master_stopped_alone_leaves_when_its_patience_is_over()
    {
        var node = RouterFixture.Master();
        node.Stop();
        Assert.Contains("Master -> Stopped StoppedByCommand", node.Run(node.Router.MasterDownInterval));
    }

    [Fact]
    public void Stop_during_a_give_turns_it_into_a_stop()
    {
        var node = RouterFixture.Master();
        node.Give();
        Assert.Equal(["HandoverFailed", "end Interrupted", "HandoverStarted", "advert 0"], node.Stop());
        node.Hear(99);
        node.Run(ElectionTimes.Linger);
        Assert.Equal(VrrpState.Stopped, node.State);
        Assert.Equal(Instant.Never, node.Engine.NextDeadline);
    }

    [Fact]
    public void Started_again_while_stopping_goes_on_as_Master()
    {
        var node = RouterFixture.Master();
        node.Stop();
        Assert.Contains("advert 100", node.Start());
        Assert.Equal(VrrpState.Master, node.State);
    }

    [Fact]
    public void Link_lost_during_a_give_ends_it_as_interrupted()
    {
        var node = RouterFixture.Master();
        node.Give();
        var actions = node.Interface(RouterFixture.Eth0 with { IsUp = false });
        Assert.Equal(["HandoverFailed", "end Interrupted", "Master -> Fault InterfaceDown", "release"], actions);
    }

    private static RouterFixture GaveTo99(Duration? hold = null)
    {
        var node = RouterFixture.Master();
        node.Give(hold);
        node.Hear(99);
        node.Run(ElectionTimes.Linger);
        Assert.True(node.Router.Held);
        return node;
    }

    private static RouterFixture Behind(byte masterPriority)
    {
        var node = RouterFixture.Backup(x => x with { Priority = 99 });
        node.Hear(masterPriority);
        return node;
    }
}
