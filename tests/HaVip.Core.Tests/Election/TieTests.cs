using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

/// <summary>
/// Masters of equal priority with a heartbeat: RFC 9568 section 6.4.3 compares addresses, and one path at a time does.
/// The peer is 192.168.6.120 on eth0, which is higher, and 10.0.0.20 on eth1, which is lower, or the other way round.
/// </summary>
public sealed class TieTests
{
    private const string LowOnEth0 = "192.168.6.20";
    private static readonly Duration Turn = Duration.FromSeconds(2);

    [Fact]
    public void Higher_address_on_the_first_path_stays_Master()
    {
        var node = HeartbeatNode.Master();
        Assert.Contains("Master -> Backup HigherAddressHeard", node.Hear(100));
    }

    [Fact]
    public void First_path_has_the_first_turn_whatever_arrives_first()
    {
        var node = HeartbeatNode.Master();
        node.HearOnEth1(100);
        Assert.Equal(VrrpState.Master, node.State);
        node.Hear(100, LowOnEth0);
        Assert.Equal(VrrpState.Master, node.State);
    }

    [Fact]
    public void Heartbeat_decides_when_the_first_path_has_not_within_its_turn()
    {
        var node = HeartbeatNode.Master();
        node.HearOnEth1(100);
        node.Run(Turn - new Duration(1));
        Assert.DoesNotContain("retire in 2s", node.HearOnEth1(100));
        node.Run(new Duration(1));
        Assert.Contains("Master -> Backup HigherAddressHeard", node.HearOnEth1(100));
    }

    [Fact]
    public void Lower_address_on_the_heartbeat_does_not_stay_beside_a_node_that_won_there()
    {
        var node = HeartbeatNode.Master();
        for (var i = 0; i < 4; i++)
        {
            node.HearOnEth1(100, HeartbeatNode.LowPeer);
            node.Run(Duration.FromSeconds(1));
        }

        Assert.Equal(VrrpState.Master, node.State);
    }

    [Fact]
    public void First_path_has_its_turn_again_after_the_others()
    {
        var node = HeartbeatNode.Master();
        node.HearOnEth1(100, HeartbeatNode.LowPeer);
        node.Run(Turn);
        Assert.DoesNotContain("retire in 2s", node.Hear(100));
        node.Run(Turn);
        Assert.Contains("retire in 2s", node.Hear(100));
    }

    [Fact]
    public void Tie_is_answered_once_in_a_turn_so_that_two_do_not_answer_each_other_for_ever()
    {
        var node = HeartbeatNode.Master();
        Assert.Contains("advert 100", node.HearOnEth1(100));
        Assert.Empty(node.HearOnEth1(100));
        Assert.Empty(node.Hear(100, LowOnEth0));
        node.Run(Turn);
        Assert.Contains("advert 100", node.Hear(100, LowOnEth0));
    }

    [Fact]
    public void Turns_are_as_long_as_the_slower_of_the_two_needs()
    {
        var node = HeartbeatNode.Master(x => x with { Version = 3, Authentication = null });
        var slow = Duration.FromSeconds(10);
        node.HearOnEth1(100, interval: slow);
        node.Run(slow);
        Assert.DoesNotContain("retire in 2s", node.HearOnEth1(100, interval: slow));
        node.Run(slow);
        Assert.Contains("retire in 2s", node.HearOnEth1(100, interval: slow));
    }

    [Fact]
    public void Tie_after_a_long_peace_begins_with_the_first_path()
    {
        var node = HeartbeatNode.Master();
        node.HearOnEth1(100);
        node.Run(Turn * 3);
        Assert.DoesNotContain("retire in 2s", node.HearOnEth1(100));
    }

    [Theory]
    [InlineData(true, HandoverRefusal.MasterCannotBeOutbid)]
    [InlineData(false, HandoverRefusal.None)]
    public void Highest_priority_is_outbid_only_where_the_first_path_tells_the_lower_address(
        bool onHeartbeat, HandoverRefusal expected)
    {
        var node = HeartbeatNode.Backup();
        if (onHeartbeat) node.HearOnEth1(254, HeartbeatNode.LowPeer);
        else node.Hear(254, LowOnEth0);
        Assert.Equal(expected, node.TakeOver().Refusal);
    }
}
