using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

/// <summary>Hand-overs to and from a node that is not HaVip: connections are this node's care alone.</summary>
public sealed class OtherMakerTests
{
    private static readonly Duration Drain = Duration.FromSeconds(2);

    [Fact]
    public void Taker_announces_at_once_and_lets_the_old_owner_hear_it_when_its_connections_had_time_to_end()
    {
        var node = BackupOf(150);
        Assert.Equal(
            [
                "Backup -> Master TakenByCommand", "acquire from 192.168.6.120 in 2s", "announce 5", "HandoverCompleted",
                "end None",
            ],
            node.TakeOver().Actions);
        Assert.DoesNotContain(node.Run(Drain - Duration.FromMilliseconds(1)), IsAdvertisement);
        Assert.Equal(["announce 1", "advert 151"], node.Run(Duration.FromMilliseconds(1)));
        Assert.Equal(["announce 5"], node.Run(ElectionTimes.Linger * 2));
    }

    [Fact]
    public void Hold_of_a_taker_that_waits_begins_when_the_old_owner_hears_it()
    {
        var node = BackupOf(150);
        node.TakeOver(Duration.FromSeconds(1));
        Assert.Contains("advert 151", node.Run(Drain));
        Assert.DoesNotContain("advert 0", node.Run(Duration.FromMilliseconds(999)));
        Assert.Contains("advert 0", node.Run(Duration.FromMilliseconds(1)));
    }

    [Fact]
    public void Taker_that_waits_hears_the_old_owner_in_silence()
    {
        var node = BackupOf(150);
        node.TakeOver();
        node.Run(Duration.FromMilliseconds(500));
        Assert.Empty(node.Hear(150));
        Assert.Equal(VrrpState.Master, node.State);
        Assert.Equal(0, node.Router.Counters.RivalsRejected);
    }

    [Fact]
    public void Taker_that_waits_advertises_at_once_when_the_old_owner_says_goodbye()
    {
        var node = BackupOf(150);
        node.TakeOver();
        node.Run(Duration.FromMilliseconds(500));
        Assert.Equal(["advert 151"], node.Hear(0));
        Assert.DoesNotContain("advert 151", node.Run(Duration.FromMilliseconds(900)));
        Assert.Contains("advert 151", node.Run(Duration.FromMilliseconds(100)));
    }

    [Fact]
    public void Taker_that_waits_yields_to_a_better_master()
    {
        var node = BackupOf(150);
        node.TakeOver();
        node.Run(Duration.FromMilliseconds(500));
        Assert.Contains("Master -> Backup HigherPriorityHeard", node.Hear(200, "192.168.6.130"));
        Assert.DoesNotContain(node.Run(Duration.FromSeconds(2)), IsAdvertisement);
    }

    [Fact]
    public void Taker_that_stalled_while_it_waited_listens_first()
    {
        var node = BackupOf(150);
        node.TakeOver();
        node.Sleep(Drain + Duration.FromSeconds(3));
        Assert.Contains("Master -> Backup LateWake", node.Run(Duration.Zero));
    }

    [Fact]
    public void Taker_that_waits_and_is_stopped_says_goodbye()
    {
        var node = BackupOf(150);
        node.TakeOver();
        Assert.Contains("advert 0", node.Stop());
        node.Hear(150);
        Assert.DoesNotContain("advert 151", node.Run(Duration.FromSeconds(3)));
        Assert.Equal(VrrpState.Stopped, node.State);
    }

    [Fact]
    public void Preempting_node_lets_connections_end_too()
    {
        var node = BackupOf(90);
        var actions = node.Run(Duration.FromSeconds(1));
        node.Hear(90);
        actions = [.. actions, .. node.Run(Duration.FromSeconds(1))];
        node.Hear(90);
        actions = [.. actions, .. node.Run(Duration.FromSeconds(1))];
        node.Hear(90);
        actions = [.. actions, .. node.Run(Duration.FromSeconds(1))];
        Assert.Contains("Backup -> Master Preempted", actions);
        Assert.DoesNotContain(actions, IsAdvertisement);
        Assert.Contains("advert 100", node.Run(Drain));
    }

    [Fact]
    public void Nothing_waits_where_no_connections_are_kept()
    {
        var node = BackupOf(150, seed => seed with { Handover = new() { Drain = Duration.Zero } });
        Assert.Contains("advert 151", node.TakeOver().Actions);
    }

    [Fact]
    public void Old_owner_that_is_HaVip_hears_the_taker_at_once()
    {
        var node = RouterFixture.Backup();
        node.Hear(150);
        Assert.Contains("advert 151", node.TakeOver().Actions);
    }

    [Fact]
    public void Giver_begins_no_connection_until_the_new_owner_has_them()
    {
        var node = MasterThatHeard(99);
        Assert.Equal(["HandoverStarted", "hold", "advert 0"], node.Give().Actions);
        Assert.Equal(["quiet"], node.Hear(99));
        Assert.Contains("retire in 2s", node.Run(ElectionTimes.Linger));
    }

    [Fact]
    public void Giver_whom_nobody_succeeds_lets_connections_begin_again()
    {
        var node = MasterThatHeard(99);
        node.Give();
        Assert.Equal(["admit", "advert 0"], node.Run(Duration.FromMilliseconds(1250)));
        Assert.Contains("advert 100", node.Run(node.Router.MasterDownInterval));
    }

    [Fact]
    public void Giver_that_is_interrupted_lets_connections_begin_again()
    {
        var node = MasterThatHeard(99);
        node.Give();
        Assert.Contains("admit", node.StopNow());
    }

    [Fact]
    public void Giver_that_never_heard_another_maker_holds_connections_when_its_goodbye_is_not_answered_as_HaVip_would()
    {
        var node = RouterFixture.Master();
        Assert.DoesNotContain("hold", node.Give().Actions);
        Assert.Empty(node.Run(ElectionTimes.GoodbyeAnswered - Duration.FromMilliseconds(1)));
        Assert.Equal(["hold"], node.Run(Duration.FromMilliseconds(1)));
    }

    [Fact]
    public void Giver_that_is_answered_as_HaVip_does_holds_nothing()
    {
        var node = RouterFixture.Master();
        node.Give();
        node.Run(Duration.FromMilliseconds(20));
        node.Hear(99);
        Assert.DoesNotContain("hold", node.Run(Duration.FromSeconds(1)));
    }

    private static RouterFixture BackupOf(
        byte priority, Func<InstanceConfiguration, InstanceConfiguration>? change = null)
    {
        var node = RouterFixture.Backup(change);
        node.PeersAreOfOtherMaker = true;
        node.Hear(priority);
        return node;
    }

    private static RouterFixture MasterThatHeard(byte priority)
    {
        var node = RouterFixture.Master();
        node.PeersAreOfOtherMaker = true;
        node.Hear(priority);
        return node;
    }

    private static bool IsAdvertisement(string action) => action.StartsWith("advert", StringComparison.Ordinal);
}
