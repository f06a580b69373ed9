using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Election;

/// <summary>The HMAC trailer in an instance: signing, judging, replay, roll-out (draft-cassen-vrrp-auth-hmac).</summary>
public sealed class HmacTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(x => (byte)x)];
    private static readonly byte[] OtherKey = [.. Enumerable.Range(100, 32).Select(x => (byte)x)];

    [Fact]
    public void Signed_advertisement_of_a_peer_is_heard_and_counted_as_verified()
    {
        var node = Backup();
        Assert.Empty(node.Hear(Signed(node, Clock(node))));
        Assert.Equal(200, node.Router.MasterPriority);
        Assert.Equal(1, node.Router.Counters.HmacVerified);
    }

    [Fact]
    public void Own_advertisements_sent_in_the_same_microsecond_still_have_growing_sequences()
    {
        var node = Backup();
        var sequences = Enumerable.Range(0, 5).Select(_ => SequenceOf(node)).ToArray();
        Assert.Equal(sequences.Order().Distinct(), sequences);
    }

    [Fact]
    public void Clock_set_back_within_the_window_does_not_make_own_sequences_shrink()
    {
        var node = Backup();
        var before = SequenceOf(node);
        node.Engine.SetWallClock(RouterFixture.UnixTime - 5_000_000, node.Now);
        Assert.True(SequenceOf(node) > before);
    }

    [Fact]
    public void Clock_set_back_never_makes_monotonic_sequences_shrink()
    {
        var node = Backup(x => x with { AntiReplay = HmacAntiReplay.Monotonic });
        var before = SequenceOf(node);
        node.Engine.SetWallClock(RouterFixture.UnixTime - 3_600_000_000, node.Now);
        Assert.True(SequenceOf(node) > before);
    }

    /// <summary>Found by simulation (GoodPacketRefused): what a wrong clock signed kept the node unheard for as long.</summary>
    [Fact]
    public void Clock_put_right_after_it_was_ahead_is_followed_so_that_peers_hear_the_node_again()
    {
        var node = Backup();
        var right = SequenceOf(node);
        node.Engine.SetWallClock(RouterFixture.UnixTime + 3_600_000_000, node.Now);
        SequenceOf(node);
        node.Engine.SetWallClock(RouterFixture.UnixTime + 1_000_000, node.Now);
        Assert.Equal(right + (1UL << 32), SequenceOf(node));
    }

    /// <summary>RFC 1982 calls a clock of 2038 older than nothing sent yet.</summary>
    [Fact]
    public void First_sequence_is_the_clock_whatever_the_year()
    {
        var node = Backup();
        node.Engine.SetWallClock(0x9000_0000L * 1_000_000, node.Now);
        Assert.Equal(0x9000_0000UL << 32, SequenceOf(node));
    }

    [Fact]
    public void Sequence_that_was_only_tolerated_is_not_remembered()
    {
        var node = Backup(x => x with { AntiReplay = HmacAntiReplay.Monotonic, Mode = HmacMode.ReceiveOnly });
        var forged = Signed(node, Clock(node) + 3_600_000_000);
        forged[^1] ^= 1;
        node.Hear(forged);
        Assert.Empty(node.Hear(Signed(node, Clock(node))));
        Assert.Equal(1, node.Router.Counters.HmacVerified);
    }

    [Theory]
    [InlineData(-5_000_000, true)]
    [InlineData(5_000_000, true)]
    [InlineData(-5_000_100, false)]
    [InlineData(5_000_100, false)]
    public void Sequence_is_heard_within_the_window_of_five_seconds(long offset, bool heard)
    {
        var node = Backup();
        node.Hear(Signed(node, Clock(node) + offset));
        Assert.Equal(heard ? 1 : 0, node.Router.Counters.HmacVerified);
    }

    [Fact]
    public void Monotonic_hears_any_clock_but_no_sequence_twice()
    {
        var node = Backup(x => x with { AntiReplay = HmacAntiReplay.Monotonic });
        node.Hear(Signed(node, 1_000_000));
        Assert.Equal(1, node.Router.Counters.HmacVerified);
        Assert.Equal(["rejected HmacReplayed"], node.Hear(Signed(node, 1_000_000)));
        node.Hear(Signed(node, 2_000_000));
        Assert.Equal(2, node.Router.Counters.HmacVerified);
    }

    [Fact]
    public void Peer_whose_clock_was_set_back_is_heard_again_when_its_old_sequences_are_stale_anyway()
    {
        var node = Backup();
        node.Hear(Signed(node, Clock(node) + 4_000_000));
        Assert.Equal(["rejected HmacReplayed"], node.Hear(Signed(node, Clock(node))));
        node.Run(Duration.FromSeconds(11));
        node.Hear(Signed(node, Clock(node)));
        Assert.Equal(2, node.Router.Counters.HmacVerified);
    }

    [Fact]
    public void Refused_packet_does_not_use_up_its_senders_sequence()
    {
        var node = Backup();
        var good = Signed(node, Clock(node));
        node.Hear(good, timeToLive: 1);
        Assert.Empty(node.Hear(good));
        Assert.Equal(1, node.Router.Counters.AdvertisementsReceived);
    }

    [Fact]
    public void Fifth_sender_displaces_the_one_not_heard_for_longest()
    {
        var node = Backup(x => x with { AntiReplay = HmacAntiReplay.Monotonic });
        for (var i = 1; i <= 5; i++)
        {
            node.Pass(new Duration(1000));
            node.Hear(Signed(node, 1_000_000, $"192.168.6.{i}"), $"192.168.6.{i}");
        }

        node.Hear(Signed(node, 1_000_000, "192.168.6.2"), "192.168.6.2");
        Assert.Equal(1, node.Router.Counters.Rejected(RejectReason.HmacReplayed));
        node.Hear(Signed(node, 1_000_000, "192.168.6.1"), "192.168.6.1");
        Assert.Equal(6, node.Router.Counters.AdvertisementsReceived);
    }

    [Fact]
    public void Second_key_is_heard_while_keys_are_rotated()
    {
        var node = Backup(x => x with { Keys = [.. x.Keys, new HmacKey(2, "file:2", new Secret(OtherKey))] });
        node.Hear(Signed(node, Clock(node), keyId: 2, key: OtherKey));
        Assert.Equal(1, node.Router.Counters.HmacVerified);
    }

    [Theory]
    [InlineData(HmacMode.Enforce, false, false, true)]
    [InlineData(HmacMode.Permissive, true, false, true)]
    [InlineData(HmacMode.ReceiveOnly, true, true, false)]
    public void Mode_decides_what_is_heard_and_whether_it_signs(HmacMode mode, bool unsigned, bool wrong, bool signs)
    {
        var node = Backup(x => x with { Mode = mode });
        node.Hear(200);
        Assert.Equal(unsigned ? 1 : 0, node.Router.Counters.AdvertisementsReceived);
        node.Hear(Signed(node, Clock(node), key: OtherKey));
        Assert.Equal((unsigned ? 1 : 0) + (wrong ? 1 : 0), node.Router.Counters.AdvertisementsReceived);
        Assert.Equal(signs ? 16 + HmacTrailer.Length : 16, Write(node).Length);
        var counted = node.Router.Counters.Tolerated(RejectReason.HmacMissing)
            + node.Router.Counters.Rejected(RejectReason.HmacMissing);
        Assert.Equal(1, counted);
    }

    /// <summary>Seed 1283: the goodbye before a restart by reload and the first word after it fall on one instant.</summary>
    [Fact]
    public void Restart_by_a_reload_goes_on_with_sequence_and_memory()
    {
        var node = Backup(x => x with { AntiReplay = HmacAntiReplay.Monotonic });
        var heard = Signed(node, 1_000_000);
        node.Hear(heard);
        var before = SequenceOf(node);
        var router = node.Router;
        node.Apply(router.Configuration with { VirtualRouterId = (byte)(router.Configuration.VirtualRouterId + 1) });
        Assert.NotSame(router, node.Router);
        Assert.True(SequenceOf(node) > before);
        node.Apply(router.Configuration);
        Assert.Equal(["rejected HmacReplayed"], node.Hear(heard));
    }

    internal static RouterFixture Backup(Func<HmacAuthentication, HmacAuthentication>? change = null) =>
        RouterFixture.Backup(seed => WithHmac(seed, change));

    internal static InstanceConfiguration WithHmac(
        InstanceConfiguration seed, Func<HmacAuthentication, HmacAuthentication>? change = null) => seed with
        {
            Version = 3,
            Authentication = null,
            Hmac = (change ?? (x => x))(new HmacAuthentication
            {
                Keys = [new HmacKey(1, "file:1", new Secret(Key))],
                ActiveKey = 1,
            }),
        };

    /// <summary>A Backup whose peer has been heard once.</summary>
    internal static RouterFixture BackupThatHeard()
    {
        var node = Backup();
        node.Hear(Signed(node, Clock(node)));
        return node;
    }

    internal static string[] Provoke(RouterFixture node, RejectReason reason)
    {
        var good = Signed(node, Clock(node));
        switch (reason)
        {
            case RejectReason.HmacMissing:
                return node.Hear(200);
            case RejectReason.HmacMalformed:
                return node.Hear(good[..^1]);
            case RejectReason.HmacUnknownKey:
                return node.Hear(Signed(node, Clock(node), keyId: 9));
            case RejectReason.HmacMismatch:
                return node.Hear([.. good[..2], 199, .. good[3..]]);
            case RejectReason.HmacStale:
                return node.Hear(Signed(node, Clock(node) - 60_000_000));
            default:
                return node.Hear(Signed(node, Clock(node)));
        }
    }

    internal static long Clock(RouterFixture node) =>
        RouterFixture.UnixTime + (node.Now - new Instant(1_000_000_000)).Microseconds;

    internal static byte[] Signed(
        RouterFixture node, long unixMicroseconds, string from = RouterFixture.Peer, byte keyId = 1, byte[]? key = null,
        Duration? interval = null)
    {
        var message = RouterFixture.Advertisement(node.Router.Configuration, 200, from, interval);
        var packet = new byte[message.Length + HmacTrailer.Length];
        message.CopyTo(packet, 0);
        var seconds = (ulong)(unixMicroseconds / 1_000_000);
        var fraction = (ulong)(unixMicroseconds % 1_000_000) * 65_536 / 1_000_000;
        HmacTrailer.Append(
            packet, message.Length, Bytes.Address(from), keyId, key ?? Key, (seconds << 32) | (fraction << 16));
        return packet;
    }

    private static byte[] Write(RouterFixture node)
    {
        var buffer = new byte[AdvertisementCodec.MaximumLength];
        return buffer[..node.Router.WriteAdvertisement(100, VrrpGroup.IPv4, buffer)];
    }

    private static ulong SequenceOf(RouterFixture node)
    {
        Assert.True(HmacTrailer.TryRead(Write(node).AsSpan(^HmacTrailer.Length..), out _, out var sequence));
        return sequence;
    }
}
