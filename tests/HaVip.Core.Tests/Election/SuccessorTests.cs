using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Election;

/// <summary>A new owner of IPv6 addresses that is not HaVip announces them before its kernel takes packets for them.</summary>
public sealed class SuccessorTests
{
    private const string First = "2001:db8:7::100";
    private const string Second = "2001:db8:7::101";

    private static readonly MacAddress Its = new(0x02_00_00_00_01_20);

    [Fact]
    public void Giver_contradicts_the_new_owner_from_its_goodbye_on_and_asks_for_each_address_when_that_is_Master()
    {
        var node = MasterThatHeard(99);
        Assert.Equal(["HandoverStarted", "hold", "rebut", "advert 0"], node.Give().Actions);
        Assert.Equal(["quiet", "ask 1+1", "ask 2+1"], node.Hear(99));
        Assert.Equal(["ask 1+1", "ask 2+1"], node.Run(ElectionTimes.SuccessorAsked));
    }

    [Fact]
    public void Giver_says_where_the_addresses_are_when_the_new_owner_has_answered_for_all_of_them()
    {
        var node = MasterThatHeard(99);
        node.Give();
        node.Hear(99);
        Assert.Empty(node.Hear(Answer(Second)));
        Assert.Equal(["ask 1+1"], node.Run(ElectionTimes.SuccessorAsked));
        Assert.Equal(["accept", $"say {Second} is at {Its}", $"say {First} is at {Its}"], node.Hear(Answer(First)));
        Assert.Contains("retire in 2s", node.Run(ElectionTimes.Linger));
        Assert.Equal(VrrpState.Backup, node.State);
    }

    [Fact]
    public void Announcement_of_the_new_owner_is_no_answer()
    {
        var node = MasterThatHeard(99);
        node.Give();
        node.Hear(99);
        Assert.Empty(node.Hear(Answer(First) with { IsAnswer = false }));
        Assert.Equal(["ask 1+1", "ask 2+1"], node.Run(ElectionTimes.SuccessorAsked));
    }

    [Fact]
    public void Answer_before_the_new_owner_is_Master_is_none()
    {
        var node = MasterThatHeard(99);
        node.Give();
        Assert.Empty(node.Hear(Answer(First)));
        Assert.Equal(["quiet", "ask 1+1", "ask 2+1"], node.Hear(99));
    }

    [Fact]
    public void Address_that_is_not_answered_for_in_time_is_where_the_others_are()
    {
        var node = MasterThatHeard(99);
        node.Give();
        node.Hear(99);
        node.Hear(Answer(First));
        var actions = node.Run(ElectionTimes.SuccessorReady);
        var accepted = Array.IndexOf(actions, "accept");
        Assert.Equal([$"say {First} is at {Its}", $"say {Second} is at {Its}"], actions[(accepted + 1)..(accepted + 3)]);
        Assert.Contains("retire in 2s", actions[accepted..]);
    }

    [Fact]
    public void Giver_whose_new_owner_never_answers_goes_all_the_same()
    {
        var node = MasterThatHeard(99);
        node.Give();
        node.Hear(99);
        Assert.DoesNotContain("accept", node.Run(ElectionTimes.SuccessorReady - ElectionTimes.SuccessorAsked));
        var actions = node.Run(ElectionTimes.SuccessorAsked);
        Assert.Contains("accept", actions);
        Assert.Contains("retire in 2s", actions);
    }

    [Fact]
    public void Giver_that_HaVip_succeeds_late_lingers_as_ever_and_says_where_the_addresses_are_when_that_answers()
    {
        var node = RouterFixture.Master(WithIPv6);
        node.Give();
        node.Run(ElectionTimes.GoodbyeAnswered);
        Assert.Equal(["quiet", "ask 1+1", "ask 2+1"], node.Hear(99));
        node.Run(ElectionTimes.Linger / 2);
        node.Hear(Answer(Second));
        Assert.Equal(["accept", $"say {Second} is at {Its}", $"say {First} is at {Its}"], node.Hear(Answer(First)));
        Assert.Contains("retire in 2s", node.Run(ElectionTimes.Linger / 2));
    }

    [Fact]
    public void Giver_that_HaVip_succeeds_late_without_an_answer_lingers_as_ever()
    {
        var node = RouterFixture.Master(WithIPv6);
        node.Give();
        node.Run(ElectionTimes.GoodbyeAnswered);
        node.Hear(99);
        var actions = node.Run(ElectionTimes.Linger);
        Assert.Contains("accept", actions);
        Assert.Contains("retire in 2s", actions);
    }

    [Fact]
    public void Giver_whom_nobody_succeeds_contradicts_nobody_any_more()
    {
        var node = MasterThatHeard(99);
        node.Give();
        Assert.Contains("accept", node.Run(node.Router.MasterDownInterval));
        Assert.Equal(VrrpState.Master, node.State);
        Assert.False(node.Router.HandingOver);
    }

    [Fact]
    public void Giver_that_never_heard_another_maker_contradicts_when_its_goodbye_is_not_answered_as_HaVip_would()
    {
        var node = RouterFixture.Master(WithIPv6);
        Assert.DoesNotContain("rebut", node.Give().Actions);
        Assert.Contains("rebut", node.Run(ElectionTimes.GoodbyeAnswered));
    }

    [Fact]
    public void Giver_that_another_maker_succeeds_at_once_contradicts_it_from_its_first_word_on()
    {
        var node = RouterFixture.Master(WithIPv6);
        node.Give();
        node.PeersAreOfOtherMaker = true;
        Assert.Equal(["quiet", "rebut", "ask 1+1", "ask 2+1"], node.Hear(99));
    }

    [Fact]
    public void Giver_that_HaVip_succeeds_contradicts_nobody()
    {
        var node = RouterFixture.Master(WithIPv6);
        node.Give();
        Assert.Equal(["quiet"], node.Hear(99));
    }

    [Theory]
    [InlineData("IPv4")]
    [InlineData("a virtual MAC, which leads to where the switch has it")]
    [InlineData("nobody listens")]
    [InlineData("at another interface")]
    public void Nobody_is_contradicted_where_that_is_of_no_use(string why)
    {
        var node = MasterThatHeard(99, seed => why switch
        {
            "IPv4" => seed with { ExcludedAddresses = [] },
            "nobody listens" => WithIPv6(seed) with { SplitBrainProbe = new() { Interval = Duration.Zero } },
            "at another interface" =>
                seed with { ExcludedAddresses = [Bytes.Virtual($"{First}/64") with { Interface = "eth1" }] },
            _ => WithIPv6(seed) with { VirtualMac = true },
        });
        Assert.DoesNotContain("rebut", node.Give().Actions);
        Assert.DoesNotContain("rebut", node.Hear(99));
    }

    private static RouterFixture MasterThatHeard(
        byte priority, Func<InstanceConfiguration, InstanceConfiguration>? change = null)
    {
        var node = RouterFixture.Master(change ?? WithIPv6);
        node.PeersAreOfOtherMaker = true;
        node.Hear(priority);
        return node;
    }

    /// <summary>Beside one address that is advertised.</summary>
    private static InstanceConfiguration WithIPv6(InstanceConfiguration seed) => seed with
    {
        VirtualAddresses = [Bytes.Virtual("192.168.7.100/24")],
        ExcludedAddresses = [Bytes.Virtual($"{First}/64"), Bytes.Virtual($"{Second}/64")],
        SplitBrainProbe = new() { Interval = Duration.FromSeconds(1) },
    };

    private static NeighborClaim Answer(string address) => new(Bytes.Address(address), Its) { IsAnswer = true };
}
