using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

public sealed class TrackingTests
{
    private static readonly InterfaceStatus Eth1 = new() { Name = "eth1", Index = 3, IsUp = true };

    private static Func<InstanceConfiguration, InstanceConfiguration> Web(short weight, bool reverse = false) =>
        x => x with { Track = new() { Checks = [new("web") { Weight = weight, Reverse = reverse }] } };

    private static Func<InstanceConfiguration, InstanceConfiguration> Link(short weight, Duration up = default, Duration down = default) =>
        x => x with { Track = new() { Interfaces = [new("eth1") { Weight = weight, UpDelay = up, DownDelay = down }] } };

    [Theory]
    [InlineData(20, false, Health.Good, 120)]
    [InlineData(20, false, Health.Bad, 100)]
    [InlineData(-20, false, Health.Good, 100)]
    [InlineData(-20, false, Health.Bad, 80)]
    [InlineData(20, true, Health.Good, 80)]
    [InlineData(20, true, Health.Bad, 100)]
    [InlineData(-20, true, Health.Good, 100)]
    [InlineData(-20, true, Health.Bad, 120)]
    [InlineData(253, false, Health.Good, 254)]
    [InlineData(-253, false, Health.Bad, 1)]
    public void Weight_counts_towards_the_priority_within_1_to_254(short weight, bool reverse, Health health, byte priority)
    {
        var node = RouterFixture.Backup(Web(weight, reverse));

        node.Check("web", health);

        Assert.Equal(priority, node.Router.Priority);
        Assert.Equal(VrrpState.Backup, node.State);
    }

    [Fact]
    public void Contributions_add_up_and_each_is_shown()
    {
        var node = RouterFixture.Backup(x => x with
        {
            Track = new() { Checks = [new("a") { Weight = 30 }, new("b") { Weight = -50 }], Interfaces = [new("eth1") { Weight = 10 }] },
        });

        node.Check("a", Health.Good);
        node.Check("b", Health.Bad);
        node.Interface(Eth1);

        Assert.Equal(90, node.Router.Priority);
        Assert.Equal([("eth1", 10), ("a", 30), ("b", -50)], node.Router.Tracked.Select(t => (t.Name, t.Contribution)));
    }

    [Fact]
    public void Number_in_a_file_counts_so_many_times_its_weight_and_below_minus_253_it_is_a_Fault()
    {
        var node = RouterFixture.Backup(Web(-10));

        node.Check("web", Health.Bad, 7);
        Assert.Equal(30, node.Router.Priority);
        Assert.Equal(["PriorityChanged", "Backup -> Fault CheckFailed"], node.Check("web", Health.Bad, 26));
        Assert.Equal(["PriorityChanged", "Fault -> Backup HealthRestored"], node.Check("web", Health.Good, 0));
    }

    [Fact]
    public void File_that_holds_no_number_any_more_is_bad_once()
    {
        var node = RouterFixture.Backup(Web(-10));

        node.Check("web", Health.Bad, 7);
        node.Check("web", Health.Bad);

        Assert.Equal(90, node.Router.Priority);
    }

    [Fact]
    public void Backup_that_would_be_Master_says_whose_first_result_it_awaits()
    {
        var node = RouterFixture.Backup(Web(-10));

        node.Pass(node.Router.MasterDownInterval);

        Assert.Equal(VrrpState.Backup, node.State);
        Assert.Equal("would be Master, but awaits the first result of web", EventText.Explain(node.Router));
        node.Check("web", Health.Good);
        Assert.Equal(VrrpState.Master, node.State);
    }

    [Fact]
    public void Master_says_a_changed_priority_at_once()
    {
        var node = RouterFixture.Backup(Web(-20));
        node.Check("web", Health.Good);
        node.Pass(node.Router.MasterDownInterval);

        Assert.Equal(["PriorityChanged", "advert 80"], node.Check("web", Health.Bad));
        Assert.Empty(node.Check("web", Health.Bad));
    }

    [Fact]
    public void Event_of_a_changed_priority_says_who_contributes_what()
    {
        var node = RouterFixture.Backup(Web(-20));
        var actions = new ActionList();

        node.Engine.CheckSeen("web", Health.Bad, null, node.Now, actions);

        Assert.Equal("priority 100 -> 80 (web -20)", EventText.Describe(actions[0]));
    }

    [Fact]
    public void Backup_that_waits_follows_its_new_skew_time()
    {
        var node = RouterFixture.Backup(Web(-50));
        node.Check("web", Health.Good);
        node.Hear(100);
        var before = node.UntilNextDeadline;

        node.Check("web", Health.Bad);

        Assert.Equal(50 * 1_000_000 / 256, (node.UntilNextDeadline - before).Microseconds, tolerance: 1);
    }

    [Fact]
    public void Address_owner_stays_at_255_and_weight_0_is_its_Fault()
    {
        var node = new RouterFixture(x => Web(0)(x) with { AddressOwner = true });
        node.Check("web", Health.Good);
        node.Start();
        Assert.Equal((VrrpState.Master, (byte)255), (node.State, node.Router.Priority));

        Assert.Equal(["HandoverStarted", "advert 0"], node.Check("web", Health.Bad));
    }

    [Fact]
    public void Master_whose_check_fails_keeps_the_addresses_until_another_node_has_them_and_is_in_Fault_then()
    {
        var node = MasterWithWeb();

        Assert.Equal(["HandoverStarted", "advert 0"], node.Check("web", Health.Bad));
        Assert.Equal(VrrpState.Master, node.State);
        node.Hear(99);

        Assert.Equal(["Master -> Fault CheckFailed", "retire in 2s", "HandoverCompleted", "end None"], node.Run(ElectionTimes.Linger));
        Assert.Equal("the check web has failed", EventText.Explain(node.Router));
    }

    [Fact]
    public void Master_whose_check_fails_goes_into_Fault_also_where_nobody_takes_over()
    {
        var node = MasterWithWeb();
        node.Check("web", Health.Bad);

        node.Run(node.Router.MasterDownInterval);

        Assert.Equal((VrrpState.Fault, TransitionReason.CheckFailed), (node.State, node.Router.Reason));
        Assert.Empty(node.Run(Duration.FromSeconds(60)));
    }

    [Fact]
    public void Check_good_again_before_anybody_took_over_leaves_the_Master_in_office()
    {
        var node = MasterWithWeb();
        node.Check("web", Health.Bad);

        Assert.Equal(["HandoverFailed", "end Interrupted", "advert 100", "announce 5"], node.Check("web", Health.Good));
        Assert.Equal(VrrpState.Master, node.State);
    }

    [Fact]
    public void Check_good_again_while_the_addresses_linger_makes_a_Backup()
    {
        var node = MasterWithWeb();
        node.Check("web", Health.Bad);
        node.Hear(99);
        node.Check("web", Health.Good);

        Assert.Equal(
            ["Master -> Backup HealthRestored", "retire in 2s", "HandoverCompleted", "end None"], node.Run(ElectionTimes.Linger));
    }

    [Fact]
    public void Interface_lost_while_the_check_hands_over_ends_in_Fault_at_once()
    {
        var node = MasterWithWeb();
        node.Check("web", Health.Bad);

        Assert.Contains("release", node.Interface(RouterFixture.Eth0 with { IsUp = false }));
        Assert.Equal(TransitionReason.InterfaceDown, node.Router.Reason);
        Assert.Equal(["Fault -> Fault CheckFailed"], node.Interface(RouterFixture.Eth0));
        Assert.Equal(["Fault -> Backup HealthRestored"], node.Check("web", Health.Good));
    }

    [Fact]
    public void Fault_of_a_Backup_leaves_by_itself_and_listens_first()
    {
        var node = RouterFixture.Backup(Web(0));
        Assert.Equal(["Backup -> Fault CheckFailed"], node.Check("web", Health.Bad));
        Assert.Equal(["Fault -> Backup HealthRestored"], node.Check("web", Health.Good));
        Assert.Equal(node.Router.MasterDownInterval, node.UntilNextDeadline);
    }

    [Fact]
    public void Nothing_is_promoted_before_the_first_result_and_then_at_once()
    {
        var node = RouterFixture.Backup(Web(0));

        Assert.Empty(node.Run(Duration.FromSeconds(60)));
        Assert.Contains("Backup -> Master NoAdvertisement", node.Check("web", Health.Good));
    }

    [Fact]
    public void First_result_late_changes_nothing_where_a_Master_is_heard_meanwhile()
    {
        var node = RouterFixture.Backup(Web(0));
        node.Run(Duration.FromSeconds(10));
        node.Hear(200);

        Assert.Empty(node.Check("web", Health.Good));
        Assert.Equal(VrrpState.Backup, node.State);
    }

    [Fact]
    public void First_result_late_preempts_a_worse_Master_at_once()
    {
        var node = RouterFixture.Backup(Web(0));
        for (var i = 0; i < 10; i++)
        {
            node.Hear(50);
            node.Run(Duration.FromSeconds(1));
        }

        Assert.Contains("Backup -> Master Preempted", node.Check("web", Health.Good));
    }

    [Fact]
    public void Tracked_interface_of_weight_0_down_is_a_Fault()
    {
        var node = RouterFixture.Backup(Link(0));
        node.Interface(Eth1);

        Assert.Equal(["Backup -> Fault TrackedInterfaceDown"], node.Interface(Eth1 with { IsUp = false }));
        Assert.Equal("the tracked interface eth1 is down", EventText.Explain(node.Router));
        Assert.Equal(["Fault -> Backup HealthRestored"], node.Interface(Eth1));
        Assert.Equal(["Backup -> Fault TrackedInterfaceDown"], node.Interface(new() { Name = "eth1" }));
    }

    [Fact]
    public void Interface_counts_as_down_and_up_after_its_delays_and_a_flap_within_them_never()
    {
        var node = RouterFixture.Backup(Link(-50, up: Duration.FromSeconds(5), down: Duration.FromSeconds(2)));
        node.Interface(Eth1);
        node.Hear(200);

        node.Interface(Eth1 with { IsUp = false });
        node.Run(Duration.FromSeconds(1));
        node.Interface(Eth1);
        Assert.Empty(node.Run(Duration.FromSeconds(1)));
        node.Hear(200);
        node.Interface(Eth1 with { IsUp = false });
        Assert.Equal(["PriorityChanged"], node.Run(Duration.FromSeconds(2)));
        Assert.Equal(50, node.Router.Priority);

        node.Hear(200);
        node.Interface(Eth1);
        node.Run(Duration.FromSeconds(3));
        node.Hear(200);
        Assert.Equal(["PriorityChanged"], node.Run(Duration.FromSeconds(2)));
        Assert.Equal(100, node.Router.Priority);
    }

    [Fact]
    public void Delay_runs_on_through_a_change_of_state()
    {
        var node = RouterFixture.Backup(Link(-50, down: Duration.FromSeconds(5)));
        node.Interface(Eth1);
        node.Interface(Eth1 with { IsUp = false });

        Assert.Contains("PriorityChanged", node.Run(Duration.FromSeconds(5)));
        Assert.Equal(VrrpState.Master, node.State);
    }

    [Fact]
    public void Take_outbids_with_what_the_health_takes_off_in_mind_and_gives_up_where_that_is_too_much()
    {
        var node = RouterFixture.Backup(Web(-40));
        node.Check("web", Health.Bad);
        node.Hear(150);

        Assert.Equal(HandoverRefusal.None, node.TakeOver().Refusal);
        Assert.Equal((151, VrrpState.Master), (node.Router.Priority, node.State));
        node.Check("web", Health.Good);
        Assert.Equal(191, node.Router.Priority);

        var sick = RouterFixture.Backup(Web(-200));
        sick.Check("web", Health.Bad);
        sick.Hear(150);
        Assert.Equal(HandoverRefusal.HealthTooLow, sick.TakeOver().Refusal);
    }

    [Fact]
    public void Take_before_the_first_result_is_refused()
    {
        var node = RouterFixture.Backup(Web(0));
        node.Hear(150);

        Assert.Equal(HandoverRefusal.ResultsAwaited, node.TakeOver().Refusal);
    }

    [Fact]
    public void Held_Master_whose_health_falls_below_the_others_is_outdone_by_them()
    {
        var node = RouterFixture.Backup(Web(-40));
        node.Check("web", Health.Good);
        node.Hear(150);
        node.TakeOver();

        Assert.Contains("advert 111", node.Check("web", Health.Bad));
        Assert.Contains("Master -> Backup HigherPriorityHeard", node.Hear(150));
    }

    [Fact]
    public void Reload_that_changes_what_is_tracked_keeps_what_is_known_of_it()
    {
        var node = RouterFixture.Backup(Web(-20));
        node.Check("web", Health.Bad);

        var actions = node.Apply(Web(-30)(RouterFixture.Seed));
        Assert.Contains("PriorityChanged", actions);
        Assert.Equal(70, node.Router.Priority);

        node.Apply(RouterFixture.Seed);
        Assert.Equal(100, node.Router.Priority);
    }

    [Fact]
    public void Instance_made_anew_by_a_reload_knows_what_was_seen_before()
    {
        var node = RouterFixture.Backup(Link(0));
        node.Interface(Eth1 with { IsUp = false });

        node.Apply(Link(0)(RouterFixture.Seed with { VirtualRouterId = 53 }));

        Assert.Equal((VrrpState.Fault, TransitionReason.TrackedInterfaceDown), (node.State, node.Router.Reason));
    }

    [Fact]
    public void Stop_while_a_failed_check_hands_over_ends_stopped()
    {
        var node = MasterWithWeb();
        node.Check("web", Health.Bad);
        node.Stop();
        node.Hear(99);

        Assert.Contains("Master -> Stopped StoppedByCommand", node.Run(ElectionTimes.Linger));
    }

    [Fact]
    public void Give_under_way_goes_on_when_a_check_fails_and_ends_in_Fault()
    {
        var node = MasterWithWeb();
        node.Give();
        Assert.Empty(node.Check("web", Health.Bad));
        node.Hear(99);

        node.Run(ElectionTimes.Linger);

        Assert.Equal((VrrpState.Fault, TransitionReason.CheckFailed), (node.State, node.Router.Reason));
    }

    [Fact]
    public void Suspended_instance_whose_check_fails_and_recovers_stays_suspended()
    {
        var node = RouterFixture.Backup(Web(0));
        node.Check("web", Health.Good);
        node.Hear(200);
        node.Suspend();
        node.Check("web", Health.Bad);
        node.Check("web", Health.Good);

        Assert.Empty(node.Run(Duration.FromSeconds(60)));
        Assert.True(node.Router.Suspended);
    }

    private static RouterFixture MasterWithWeb()
    {
        var node = RouterFixture.Backup(Web(0));
        node.Check("web", Health.Good);
        node.Pass(node.Router.MasterDownInterval);
        Assert.Equal(VrrpState.Master, node.State);
        return node;
    }
}
