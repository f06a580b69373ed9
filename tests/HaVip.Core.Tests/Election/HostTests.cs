using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

/// <summary>A Master that was cut off learns it from hosts that no longer answer and then do, and announces.</summary>
public sealed class HostTests
{
    private const ulong PeerMac = 0x02_00_00_00_01_20;

    private static InstanceConfiguration Probing(InstanceConfiguration seed) => seed with
    {
        SplitBrainProbe = new() { Interval = Duration.FromSeconds(3600) },
        Announcements = new() { Delay = Duration.Zero, Refresh = Duration.Zero },
    };

    [Fact]
    public void Master_asks_the_nodes_it_has_heard_now_and_then()
    {
        var node = WithPeer();
        var asked = Asked(Live(node, Duration.FromSeconds(18)));
        Assert.InRange(asked.Length, 9, 11);
        Assert.All(asked, line => Assert.Equal("ask 192.168.6.120 at 02:00:00:00:01:20", line));
    }

    [Fact]
    public void Gateways_and_unicast_peers_are_asked_without_having_been_heard()
    {
        var node = RouterFixture.Backup(x => Probing(x) with
        {
            Unicast = new() { Peers = [new(Bytes.Address("192.168.6.130"))] },
            VirtualRoutes = [new() { Destination = Bytes.Virtual("0.0.0.0/0").Prefix, Gateway = Bytes.Address("192.168.7.1") }],
        });
        var asked = Asked(node.Run(node.Router.MasterDownInterval));
        Assert.Equal(["ask 192.168.6.130", "ask 192.168.7.1"], asked);
    }

    [Fact]
    public void Backup_and_giver_ask_nobody()
    {
        var node = RouterFixture.Backup(Probing);
        node.Hear(200);
        Assert.Empty(Asked(node.Run(Duration.FromSeconds(3))));
        var giver = WithPeer();
        giver.Give();
        Assert.Empty(Asked(giver.Run(Duration.FromMilliseconds(600))));
    }

    [Fact]
    public void Peer_back_after_long_enough_for_a_takeover_hears_at_once_who_is_better_and_neighbours_where()
    {
        var node = WithPeer();
        Live(node, Duration.FromSeconds(10));
        Assert.DoesNotContain("HostReached", node.Run(Duration.FromSeconds(5)));
        var back = Answer(node);
        Assert.Equal(["HostReached", "advert 100", "announce 5"], back);
        Assert.Contains("announce 5", node.Run(Duration.FromMilliseconds(1040)));
    }

    [Fact]
    public void Peer_back_that_had_taken_over_is_named_as_a_rival_once()
    {
        var node = WithPeer();
        Live(node, Duration.FromSeconds(10));
        node.Run(Duration.FromSeconds(5));
        Answer(node);
        Assert.Contains("RivalRejected", node.Hear(99));
        Assert.DoesNotContain("RivalRejected", node.Hear(99));
    }

    [Fact]
    public void Peer_that_is_away_is_asked_often_enough_to_notice_its_return_within_an_interval()
    {
        var node = WithPeer();
        Live(node, Duration.FromSeconds(10));
        var soon = Asked(node.Run(Duration.FromSeconds(30)));
        Assert.True(soon.Length >= 30 * 4 - 12, $"{soon.Length}");
        Assert.Contains("ask 192.168.6.120", soon);
        node.Run(Duration.FromSeconds(60));
        Assert.InRange(Asked(node.Run(Duration.FromSeconds(60))).Length, 59, 61);
    }

    [Fact]
    public void Peer_away_too_short_for_a_takeover_changes_nothing()
    {
        var node = WithPeer();
        Live(node, Duration.FromSeconds(10));
        node.Run(Duration.FromSeconds(1));
        Assert.Empty(Answer(node));
    }

    [Fact]
    public void Peer_that_comes_back_beside_others_is_announced_to_once()
    {
        var node = WithPeer();
        node.Hear(90, "192.168.6.130");
        node.Run(Duration.FromSeconds(5));
        Answer(node);
        node.Claim(PeerMac + 16, "192.168.6.130");
        node.Run(Duration.FromSeconds(5));
        Assert.Contains("announce 5", Answer(node));
        Assert.Empty(node.Claim(PeerMac + 16, "192.168.6.130"));
    }

    [Fact]
    public void Probe_turned_off_asks_no_hosts()
    {
        var node = RouterFixture.Master(MasterTests.Quiet);
        node.Hear(99);
        Assert.Empty(Asked(node.Run(Duration.FromSeconds(10))));
        Assert.Empty(node.Engine.WatchedHosts);
    }

    /// <summary>A Master that has heard a worse one, whose host answered.</summary>
    private static RouterFixture WithPeer()
    {
        var node = RouterFixture.Master(Probing);
        node.Hear(99);
        node.Run(Duration.FromSeconds(3));
        Answer(node);
        return node;
    }

    private static string[] Answer(RouterFixture node) => node.Claim(PeerMac, RouterFixture.Peer);

    /// <summary>Lets time pass while the peer answers every question.</summary>
    private static string[] Live(RouterFixture node, Duration duration)
    {
        var all = new List<string>();
        var end = node.Now + duration;
        while (node.Now < end)
        {
            var step = node.Run(Duration.FromMilliseconds(10));
            all.AddRange(step);
            if (Asked(step).Length > 0) all.AddRange(Answer(node));
        }

        return [.. all];
    }

    private static string[] Asked(string[] actions) =>
        [.. actions.Where(x => x.StartsWith("ask 192", StringComparison.Ordinal))];
}
