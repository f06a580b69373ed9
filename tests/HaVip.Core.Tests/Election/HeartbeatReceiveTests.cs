using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Election;

/// <summary>A packet on a heartbeat path: the same content, from the path's own source, and the same receive checks.</summary>
public sealed class HeartbeatReceiveTests
{
    [Fact]
    public void Version_3_checksum_covers_the_source_of_the_path()
    {
        var node = HeartbeatNode.Backup(x => x with { Version = 3, Authentication = null });
        var payload = node.Written(1, VrrpGroup.IPv4);
        Assert.True(AdvertisementCodec.TryParse(payload, AddressFamily.IPv4, out var parsed));
        Assert.True(AdvertisementCodec.Verifies(
            parsed, Bytes.Address("10.0.0.110"), VrrpGroup.IPv4, ChecksumForm.PseudoHeader));
    }

    [Fact]
    public void IPv6_comes_from_the_link_local_address_of_the_path()
    {
        var node = HeartbeatNode.Backup(x => x with
        {
            Version = 3,
            Authentication = null,
            VirtualAddresses = [Bytes.Virtual("fe80::7/64")],
        });
        Assert.Equal("fe80::1:110", node.Router.Paths[1].Source.ToString());
        Assert.True(AdvertisementCodec.TryParse(node.Written(1, VrrpGroup.IPv6), AddressFamily.IPv6, out var parsed));
        Assert.True(AdvertisementCodec.TryVerify(parsed, node.Router.Paths[1].Source, VrrpGroup.IPv6, out _));
    }

    [Fact]
    public void Content_is_the_same_on_every_path()
    {
        var node = HeartbeatNode.Backup();
        Assert.Equal(node.Written(0, VrrpGroup.IPv4), node.Written(1, VrrpGroup.IPv4));
    }

    [Fact]
    public void Wrong_password_is_refused_there_too()
    {
        var node = HeartbeatNode.Backup();
        var forged = RouterFixture.Advertisement(
            RouterFixture.Seed with { Authentication = new SimplePasswordAuthentication("2222") }, 200);
        Assert.Equal(["rejected AuthenticationFailure"], node.HearOnEth1(forged));
        Assert.False(node.Router.Paths[1].Heard.HasValue);
    }

    [Fact]
    public void Time_to_live_below_255_is_refused_there_too()
    {
        var node = HeartbeatNode.Backup();
        Assert.Equal(
            ["rejected TimeToLive"],
            node.HearOnEth1(RouterFixture.Advertisement(RouterFixture.Seed, 200), timeToLive: 254));
    }

    [Fact]
    public void Own_advertisement_that_comes_back_on_another_path_is_ours()
    {
        var node = HeartbeatNode.Master();
        Assert.Equal(["rejected OwnAddress"], node.Hear(100, "10.0.0.110"));
        Assert.Equal(VrrpState.Master, node.State);
    }

    [Theory]
    [InlineData("10.0.0.120", "10.0.0.110", "")]
    [InlineData("10.0.0.121", "10.0.0.110", "rejected UnknownPeer")]
    [InlineData("10.0.0.120", "224.0.0.18", "rejected Destination")]
    public void Peers_of_a_path_are_its_own(string from, string destination, string expected)
    {
        var node = HeartbeatNode.Backup(x => x with
        {
            Heartbeat =
            [
                new HeartbeatPath("eth1") { Unicast = new() { Peers = [new UnicastPeer(Bytes.Address("10.0.0.120"))] } },
            ],
        });
        Assert.Equal(["10.0.0.120"], node.Router.Paths[1].Destinations.ToArray().Select(x => x.ToString()));
        var lines = node.HearOnEth1(RouterFixture.Advertisement(RouterFixture.Seed, 200), from, destination: destination);
        Assert.Equal(expected, string.Join(' ', lines));
        Assert.Empty(node.Hear(200));
    }

    [Fact]
    public void Signature_covers_the_source_of_the_path()
    {
        var node = Signing();
        var payload = node.Written(1, VrrpGroup.IPv4);
        Assert.True(AdvertisementCodec.TryParse(payload, AddressFamily.IPv4, out var parsed));
        var key = node.Router.Configuration.Hmac!.Find(1)!.Material.Bytes;
        Assert.True(HmacTrailer.Verify(parsed.Message, parsed.Trailer, Bytes.Address("10.0.0.110"), key));
    }

    /// <summary>Interfaces of one card's VLANs share its link-local address; their packets come in any order.</summary>
    [Fact]
    public void Sender_with_one_address_on_two_paths_is_heard_on_both_in_any_order()
    {
        var node = Signing();
        var clock = HmacTests.Clock(node);
        Assert.Empty(node.HearOnEth1(HmacTests.Signed(node, clock), RouterFixture.Peer));
        Assert.Empty(node.Hear(HmacTests.Signed(node, clock - 1000)));
        Assert.Equal(["rejected HmacReplayed"], node.Hear(HmacTests.Signed(node, clock - 2000)));
    }

    [Fact]
    public void What_was_recorded_on_one_path_long_ago_is_refused_on_another()
    {
        var node = Signing(x => x with { AntiReplay = HmacAntiReplay.Monotonic });
        var clock = HmacTests.Clock(node);
        node.Hear(HmacTests.Signed(node, clock));
        Assert.Equal(
            ["rejected HmacReplayed"], node.HearOnEth1(HmacTests.Signed(node, clock - 60_000_000), RouterFixture.Peer));
    }

    [Fact]
    public void Each_path_remembers_four_senders_of_its_own()
    {
        var node = Signing();
        var clock = HmacTests.Clock(node);
        for (var i = 1; i <= 4; i++) node.Hear(HmacTests.Signed(node, clock, $"192.168.6.{i}"), $"192.168.6.{i}");
        for (var i = 1; i <= 4; i++) node.HearOnEth1(HmacTests.Signed(node, clock, $"10.0.0.{i}"), $"10.0.0.{i}");
        Assert.Equal(
            ["rejected HmacReplayed"], node.Hear(HmacTests.Signed(node, clock, "192.168.6.1"), "192.168.6.1"));
        Assert.Empty(node.HearOnEth1(HmacTests.Signed(node, clock + 1000, "10.0.0.4"), "10.0.0.4"));
    }

    private static RouterFixture Signing(Func<HmacAuthentication, HmacAuthentication>? change = null) =>
        HeartbeatNode.Backup(x => HmacTests.WithHmac(x, change) with { Heartbeat = x.Heartbeat });
}
