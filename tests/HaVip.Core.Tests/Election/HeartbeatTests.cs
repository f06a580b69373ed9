using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

/// <summary>Several paths: what is heard on any of them counts the same, and only the first one can put it into Fault.</summary>
public sealed class HeartbeatTests
{
    private static readonly Duration Interval = Duration.FromSeconds(1);

    [Fact]
    public void Backup_that_hears_the_heartbeat_alone_stays_Backup_and_says_which_path_is_silent()
    {
        var node = HeartbeatNode.Backup();
        node.Hear(200);
        var lines = Beat(node, 20);
        Assert.Equal(VrrpState.Backup, node.State);
        Assert.Equal(["PathSilent"], lines);
        Assert.Equal(PathStatus.Silent, node.Router.StatusOf(node.Router.Paths[0]));
        Assert.Equal(PathStatus.Heard, node.Router.StatusOf(node.Router.Paths[1]));
        Assert.Equal("started; path eth0 silent since 12:00:00 UTC, eth1 heard", EventText.Explain(node.Router));
    }

    [Fact]
    public void Backup_that_never_heard_the_first_path_says_so_without_a_time()
    {
        var node = HeartbeatNode.Backup();
        Beat(node, 20);
        Assert.Equal("started; path eth0 silent, eth1 heard", EventText.Explain(node.Router));
    }

    [Fact]
    public void Backup_takes_over_when_the_last_path_falls_silent()
    {
        var node = HeartbeatNode.Backup();
        node.Hear(200);
        Beat(node, 20);
        var down = node.Router.MasterDownInterval;
        Assert.DoesNotContain("advert 100", node.Run(down - new Duration(1)));
        Assert.Contains("Backup -> Master NoAdvertisement", node.Run(new Duration(1)));
    }

    [Fact]
    public void Backup_whose_paths_fall_silent_together_takes_over_without_a_word_of_paths()
    {
        var node = HeartbeatNode.Backup();
        node.Hear(200);
        node.Sleep(Duration.FromMilliseconds(1));
        node.HearOnEth1(200);
        Assert.Equal(
            ["Backup -> Master NoAdvertisement", "acquire", "advert 100", "announce 5"],
            node.Run(node.Router.MasterDownInterval));
    }

    [Fact]
    public void Silent_path_that_is_heard_again_is_told_once()
    {
        var node = HeartbeatNode.Backup();
        Beat(node, 20);
        Assert.Equal(["PathHeard"], node.Hear(200));
        Assert.Empty(node.Hear(200));
        Assert.Equal("started", EventText.Explain(node.Router));
    }

    [Fact]
    public void Goodbye_on_the_heartbeat_ends_the_wait_as_on_the_first_path()
    {
        var node = HeartbeatNode.Backup();
        node.Hear(200);
        node.HearOnEth1(0);
        Assert.Contains("Backup -> Master MasterSaidGoodbye", node.Run(Duration.FromMilliseconds(20)));
    }

    [Fact]
    public void Master_that_hears_a_better_one_on_the_heartbeat_leaves()
    {
        var node = HeartbeatNode.Master();
        Assert.Equal(
            ["Master -> Backup HigherPriorityHeard", "retire in 2s", "advert 100"], node.HearOnEth1(101));
        Assert.Equal(HeartbeatNode.Peer, node.Router.MasterAddress.ToString());
    }

    [Fact]
    public void Master_that_hears_a_worse_one_on_the_heartbeat_answers_at_once()
    {
        var node = HeartbeatNode.Master();
        Assert.Equal("advert 100", node.HearOnEth1(99)[0]);
        Assert.Equal(VrrpState.Master, node.State);
    }

    [Fact]
    public void Better_Backup_preempts_a_Master_that_only_the_heartbeat_carries()
    {
        var node = HeartbeatNode.Backup();
        node.HearOnEth1(50);
        Beat(node, 2, 50);
        Assert.Contains("Backup -> Master Preempted", Beat(node, 2, 50));
    }

    [Fact]
    public void Giver_hears_its_successor_on_the_heartbeat()
    {
        var node = HeartbeatNode.Master();
        node.Give();
        node.HearOnEth1(99);
        var lines = node.Run(Duration.FromMilliseconds(20));
        Assert.Equal(["Master -> Backup GivenByCommand", "retire in 2s", "HandoverCompleted", "end None"], lines);
    }

    [Fact]
    public void Taker_outbids_a_Master_that_only_the_heartbeat_carries()
    {
        var node = HeartbeatNode.Backup();
        node.HearOnEth1(200);
        var (refusal, lines) = node.TakeOver();
        Assert.Equal(HandoverRefusal.None, refusal);
        Assert.Contains("advert 201", lines);
    }

    [Fact]
    public void Losing_a_heartbeat_interface_is_told_and_changes_nothing()
    {
        var node = HeartbeatNode.Master();
        Assert.Equal(["PathDown"], node.Interface(HeartbeatNode.Eth1 with { IsUp = false }));
        Assert.Equal(VrrpState.Master, node.State);
        Assert.Equal(PathStatus.Down, node.Router.StatusOf(node.Router.Paths[1]));
        Assert.Equal(["PathUp"], node.Interface(HeartbeatNode.Eth1));
        Assert.Equal(PathStatus.Sending, node.Router.StatusOf(node.Router.Paths[1]));
    }

    [Fact]
    public void Heartbeat_interface_that_is_missing_at_the_start_is_told()
    {
        var node = new RouterFixture(x => x with { Heartbeat = [new HeartbeatPath("eth1")] });
        Assert.Equal(
            ["Stopped -> Initialize Started", "PathDown", "Initialize -> Backup Started"], node.Start());
    }

    [Fact]
    public void Master_that_loses_its_own_interface_says_goodbye_on_the_heartbeat_and_is_in_Fault()
    {
        var node = HeartbeatNode.Master();
        Assert.Equal(
            ["advert 0", "Master -> Fault InterfaceDown", "release"],
            node.Interface(RouterFixture.Eth0 with { IsUp = false }));
    }

    [Fact]
    public void Master_that_loses_its_only_path_says_nothing()
    {
        var node = HeartbeatNode.Master();
        node.Interface(HeartbeatNode.Eth1 with { IsUp = false });
        Assert.Equal(["Master -> Fault InterfaceDown", "release"], node.Interface(RouterFixture.Eth0 with { IsUp = false }));
    }

    [Fact]
    public void Fault_is_not_left_because_the_heartbeat_is_well()
    {
        var node = HeartbeatNode.New();
        node.Interface(RouterFixture.Eth0 with { IsUp = false });
        node.Start();
        node.Run(Interval * 20);
        Assert.Equal(VrrpState.Fault, node.State);
        Assert.Empty(node.HearOnEth1(200));
    }

    [Fact]
    public void Copies_of_one_advertisement_do_not_change_the_Masters_name()
    {
        var node = HeartbeatNode.Backup();
        for (var i = 0; i < 3; i++)
        {
            node.HearOnEth1(200);
            node.Hear(200);
            Assert.Equal(RouterFixture.Peer, node.Router.MasterAddress.ToString());
            node.HearOnEth1(200);
            Assert.Equal(RouterFixture.Peer, node.Router.MasterAddress.ToString());
            node.Run(Interval);
        }

        Beat(node, 20);
        Assert.Equal(HeartbeatNode.Peer, node.Router.MasterAddress.ToString());
    }

    [Fact]
    public void Heartbeat_added_and_removed_by_a_reload_changes_no_state()
    {
        var node = RouterFixture.Master();
        var with = RouterFixture.Seed with { Heartbeat = [new HeartbeatPath("eth1")] };
        node.Interface(HeartbeatNode.Eth1);
        node.Apply(with);
        Assert.Equal(VrrpState.Master, node.State);
        Assert.Contains("retire in 2s", node.HearOnEth1(200));
        node.Apply(RouterFixture.Seed);
        var unknown = node.Engine.UnknownVirtualRouterIds;
        node.HearOnEth1(200);
        Assert.Equal(unknown + 1, node.Engine.UnknownVirtualRouterIds);
        Assert.DoesNotContain("PathSilent", node.Run(Interval * 20));
    }

    [Fact]
    public void Reload_that_adds_a_heartbeat_to_a_Backup_waits_for_it_from_then_on()
    {
        var node = RouterFixture.Backup();
        node.Interface(HeartbeatNode.Eth1);
        for (var i = 0; i < 10; i++) HearAndRun(node);
        node.Apply(RouterFixture.Seed with { Heartbeat = [new HeartbeatPath("eth1")] });
        Assert.Equal(PathStatus.Waiting, node.Router.StatusOf(node.Router.Paths[1]));
        var lines = Enumerable.Range(0, 10).SelectMany(_ => HearAndRun(node));
        Assert.Equal(["PathSilent"], lines);

        static string[] HearAndRun(RouterFixture node) => [.. node.Hear(200), .. node.Run(Interval)];
    }

    /// <summary>The Master is heard on eth1 for so many intervals.</summary>
    private static string[] Beat(RouterFixture node, int intervals, byte priority = 200)
    {
        var lines = new List<string>();
        for (var i = 0; i < intervals; i++)
        {
            lines.AddRange(node.Run(Interval));
            lines.AddRange(node.HearOnEth1(priority));
        }

        return [.. lines];
    }
}
