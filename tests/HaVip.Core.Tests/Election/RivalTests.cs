using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

/// <summary>Another host that has a Master's addresses (RFC 5227): whom it believes, what it says, and when it is over.</summary>
public sealed class RivalTests
{
    private const ulong Stranger = 0x02_00_00_00_06_66;
    private const ulong Other = 0x02_00_00_00_07_77;

    private static readonly Duration Pace = Duration.FromMilliseconds(250);
    private static readonly Duration Excuse = Duration.FromMilliseconds(1040);

    private static InstanceConfiguration Probing(InstanceConfiguration seed) => seed with
    {
        SplitBrainProbe = new(),
        Announcements = new() { Delay = Duration.Zero, Refresh = Duration.Zero },
    };

    [Fact]
    public void Master_asks_for_its_addresses_when_the_former_one_has_left_and_then_at_each_interval()
    {
        var node = RouterFixture.Master(Probing);
        Assert.Empty(Asked(node.Run(Excuse - new Duration(1))));
        Assert.Equal(["ask 0+2"], Asked(node.Run(new Duration(1))));
        Assert.Equal(["ask 0+2", "ask 0+2"], Asked(node.Run(Duration.FromSeconds(20))));
    }

    [Fact]
    public void Many_addresses_are_spread_over_the_interval_sixteen_at_a_time()
    {
        var node = RouterFixture.Master(x => Probing(x) with
        {
            VirtualAddresses = [.. Enumerable.Range(1, 30).Select(i => Bytes.Virtual($"10.0.0.{i}/24"))],
            ExcludedAddresses = [.. Enumerable.Range(1, 10).Select(i => Bytes.Virtual($"10.0.1.{i}/24"))],
        });
        node.Run(Excuse - new Duration(1));
        var asked = Asked(node.Run(Duration.FromSeconds(10) + new Duration(1)));
        Assert.Equal(["ask 0+16", "ask 16+16", "ask 32+16"], asked);
        Assert.Equal("10.0.1.10", node.Router.AddressAt(39).Prefix.Address.ToString());
    }

    [Fact]
    public void Probe_of_0_s_asks_nobody_and_believes_nobody()
    {
        var node = RouterFixture.Master(MasterTests.Quiet);
        Assert.Empty(Asked(node.Run(Duration.FromSeconds(30))));
        node.Claim();
        node.Sleep(Pace);
        Assert.Empty(node.Claim());
        Assert.Null(node.Router.Rival);
    }

    [Fact]
    public void Stranger_that_claims_an_address_twice_is_a_split_brain()
    {
        var node = Watching();
        Assert.Empty(node.Claim());
        Assert.Null(node.Router.Rival);
        Assert.Equal(["ask 0+1"], Asked(node.Run(Pace)));
        Assert.Equal(["SplitBrain"], node.Claim());
        Assert.Equal(new MacAddress(Stranger), node.Router.Rival!.Value.MacAddress);
        Assert.Equal("192.168.7.100", node.Router.Rival.Value.Address.ToString());
        Assert.Equal(VrrpState.Master, node.State);
        Assert.EndsWith(
            "; split brain: 02:00:00:00:06:66 answers for 192.168.7.100 too",
            EventText.Explain(node.Router),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Stranger_that_announces_and_does_not_answer_is_believed_at_its_second_announcement()
    {
        var node = Watching();
        for (var i = 0; i < 5; i++) Assert.Empty(node.Claim());
        Assert.DoesNotContain("SplitBrain", node.Run(Duration.FromSeconds(60)));
        Assert.Equal(["SplitBrain"], node.Claim());
    }

    [Fact]
    public void Announcements_minutes_apart_are_of_two_stories()
    {
        var node = Watching();
        node.Claim();
        node.Run(Duration.FromSeconds(301));
        Assert.Empty(node.Claim());
        Assert.Null(node.Router.Rival);
    }

    [Fact]
    public void Own_frames_and_addresses_of_others_are_no_claims()
    {
        var node = Watching();
        for (var i = 0; i < 3; i++)
        {
            Assert.Empty(node.Claim(RouterFixture.Eth0.MacAddress.Bits));
            Assert.Empty(node.Claim(0));
            Assert.Empty(node.Claim(Stranger, "192.168.7.102"));
            Assert.Empty(node.Claim(Stranger, interfaceName: "eth1"));
            node.Sleep(Pace);
        }

        Assert.Null(node.Router.Rival);
    }

    [Fact]
    public void Former_Master_that_lingers_after_a_takeover_is_no_rival()
    {
        var node = RouterFixture.Backup(x => Probing(x) with { Priority = 99 });
        node.Hear(100);
        node.TakeOver();
        for (var i = 0; i < 10; i++)
        {
            Assert.DoesNotContain("SplitBrain", node.Claim());
            node.Run(Duration.FromMilliseconds(100));
        }

        Assert.Null(node.Router.Rival);
    }

    [Fact]
    public void Giver_and_whoever_takes_over_from_it_are_no_rivals()
    {
        var node = Watching();
        node.Give();
        node.Claim();
        node.Sleep(Pace);
        Assert.DoesNotContain("SplitBrain", node.Claim());
        node.Hear(99);
        Assert.DoesNotContain("SplitBrain", node.Run(Duration.FromSeconds(1)));
    }

    [Fact]
    public void Worse_Master_that_is_heard_has_time_to_leave()
    {
        var node = Watching();
        node.Hear(99);
        for (var i = 0; i < 4; i++)
        {
            Assert.DoesNotContain("SplitBrain", node.Claim());
            node.Run(Pace);
        }
    }

    /// <summary>It does not hear this node: protocol 112 is filtered one way.</summary>
    [Fact]
    public void Worse_Master_that_is_heard_on_and_on_is_named_with_its_place()
    {
        var node = Watching();
        var all = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            all.AddRange(node.Hear(99));
            all.AddRange(node.Run(Duration.FromMilliseconds(600)));
            all.AddRange(node.Claim());
            all.AddRange(node.Run(Duration.FromMilliseconds(400)));
        }

        Assert.Contains("SplitBrain", all);
        Assert.NotNull(node.Router.Rival);
    }

    [Fact]
    public void Rival_that_no_longer_answers_costs_neighbours_less_than_an_interval_and_is_over_soon()
    {
        var node = WithRival();
        Assert.Equal(["ask 0+1"], Asked(node.Run(Pace)));
        Assert.DoesNotContain("announce 5", node.Claim());
        Assert.Equal(["ask 0+1"], Asked(node.Run(Pace)));
        var gone = node.Run(Pace);
        Assert.Contains("announce 5", gone);
        Assert.NotNull(node.Router.Rival);
        var over = node.Run(Pace * 2);
        Assert.Contains("SplitBrainEnded", over);
        Assert.DoesNotContain("announce 5", over);
        Assert.Null(node.Router.Rival);
        Assert.Equal(["ask 0+2"], Asked(node.Run(Duration.FromSeconds(10))));
    }

    [Fact]
    public void Rival_that_answers_now_and_then_stays()
    {
        var node = WithRival();
        for (var i = 0; i < 10; i++)
        {
            Assert.DoesNotContain("SplitBrainEnded", node.Run(Pace * 2));
            node.Claim();
        }
    }

    [Fact]
    public void Second_stranger_does_not_take_the_place_of_the_first()
    {
        var node = WithRival();
        for (var i = 0; i < 3; i++)
        {
            node.Claim();
            node.Claim(Other);
            node.Run(Pace);
        }

        Assert.Equal(new MacAddress(Stranger), node.Router.Rival!.Value.MacAddress);
    }

    [Fact]
    public void Two_strangers_that_answer_in_turns_do_not_hide_each_other()
    {
        var node = Watching();
        for (var i = 0; i < 3; i++)
        {
            node.Claim(i % 2 == 0 ? Stranger : Other);
            node.Claim(i % 2 == 0 ? Other : Stranger);
            node.Run(Pace);
        }

        Assert.Equal(new MacAddress(Stranger), node.Router.Rival!.Value.MacAddress);
    }

    [Fact]
    public void Stranger_that_comes_and_goes_is_told_every_ten_seconds_at_most()
    {
        var node = Watching();
        var told = 0;
        for (var i = 0; i < 20; i++)
        {
            node.Claim();
            node.Run(Pace);
            if (node.Claim().Contains("SplitBrain")) told++;
            node.Run(Pace * 5);
            Assert.Null(node.Router.Rival);
        }

        Assert.Equal(3, told);
    }

    [Fact]
    public void Split_brain_ends_where_this_node_is_no_longer_Master()
    {
        var node = WithRival();
        Assert.Equal(["SplitBrainEnded", "Master -> Backup HigherPriorityHeard", "retire in 2s", "advert 100"], node.Hear(200));
        Assert.Null(node.Router.Rival);
    }

    [Fact]
    public void Reload_that_turns_the_probe_off_ends_it_and_one_that_turns_it_on_begins_it()
    {
        var node = WithRival();
        var off = node.Router.Configuration with { SplitBrainProbe = new() { Interval = Duration.Zero } };
        Assert.Contains("SplitBrainEnded", node.Apply(off));
        Assert.Empty(Asked(node.Run(Duration.FromSeconds(30))));
        node.Apply(off with { SplitBrainProbe = new() { Interval = Duration.FromSeconds(1) } });
        Assert.Equal(2, Asked(node.Run(Duration.FromSeconds(2) + Duration.FromMilliseconds(100))).Length);
    }

    [Fact]
    public void Address_that_a_reload_removes_is_asked_for_no_more()
    {
        var node = WithRival();
        node.Apply(node.Router.Configuration with { VirtualAddresses = [Bytes.Virtual("192.168.7.101/24")] });
        Assert.Contains("SplitBrainEnded", node.Run(Pace));
        Assert.Null(node.Router.Rival);
    }

    [Fact]
    public void Event_says_whether_the_other_Master_is_heard()
    {
        var silent = Describe(default, 0);
        var heard = Describe(Bytes.Address(RouterFixture.Peer), 99);
        Assert.Equal(
            "split brain: 02:00:00:00:06:66 answers for 192.168.7.100 too; no advertisement of another Master is heard",
            silent);
        Assert.Equal(
            "split brain: 02:00:00:00:06:66 answers for 192.168.7.100 too; Master 192.168.6.120 (priority 99) is heard, "
            + "but does not give way",
            heard);
    }

    private static string Describe(IpAddress peer, byte priority) => EventText.Describe(new EngineAction
    {
        Kind = ActionKind.Report,
        Router = RouterFixture.Backup().Router,
        Event = EventKind.SplitBrain,
        Neighbor = new(Bytes.Address("192.168.7.100"), new MacAddress(Stranger)),
        Peer = peer,
        PeerPriority = priority,
    });

    /// <summary>A Master whose predecessor has had its time to leave.</summary>
    private static RouterFixture Watching()
    {
        var node = RouterFixture.Master(Probing);
        node.Run(Excuse);
        return node;
    }

    private static RouterFixture WithRival()
    {
        var node = Watching();
        node.Claim();
        node.Run(Pace);
        Assert.Equal(["SplitBrain"], node.Claim());
        return node;
    }

    private static string[] Asked(string[] actions) =>
        [.. actions.Where(x => x.StartsWith("ask", StringComparison.Ordinal))];
}
