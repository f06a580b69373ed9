using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Election;

/// <summary>RFC 9568 section 7.1, RFC 3768 section 7.1 and RFC 2338 section 7.1: every reason a packet is refused for.</summary>
public sealed class ReceiveCheckTests
{
    public static TheoryData<RejectReason> Reasons => [.. Enum.GetValues<RejectReason>().Except([RejectReason.None])];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Packet_refused_is_counted_by_its_reason_and_changes_nothing_else(RejectReason reason)
    {
        var node = NodeThatRefuses(reason);
        var accepted = node.Router.Counters.AdvertisementsReceived;
        var deadline = node.Engine.NextDeadline;
        var state = node.State;
        var actions = Provoke(node, reason);
        // The owner tells its neighbours where the addresses are, whoever else claims them.
        var allowed = reason == RejectReason.AddressOwner ? "announce" : "rejected";
        Assert.DoesNotContain(actions, x => !x.StartsWith(allowed, StringComparison.Ordinal));
        Assert.Equal(1, CountOf(node, reason));
        Assert.Equal(deadline, node.Engine.NextDeadline);
        Assert.Equal(state, node.State);
        Assert.Equal(accepted, node.Router.Counters.AdvertisementsReceived);
    }

    [Theory]
    [InlineData(RejectReason.AuthenticationFailure)]
    [InlineData(RejectReason.Checksum)]
    [InlineData(RejectReason.TimeToLive)]
    [InlineData(RejectReason.AdvertisementInterval)]
    public void Master_under_a_hail_of_refused_packets_advertises_every_interval_on(RejectReason reason)
    {
        var node = RouterFixture.Master(MasterTests.Quiet);
        var sent = 0;
        for (var i = 0; i < 25; i++)
        {
            sent += node.Run(new Duration(400_000)).Count(x => x == "advert 100");
            Provoke(node, reason);
        }

        Assert.Equal(10, sent);
        Assert.Equal(VrrpState.Master, node.State);
    }

    [Fact]
    public void Same_reason_again_is_told_once_a_minute_and_counted_each_time()
    {
        var node = RouterFixture.Master(MasterTests.Quiet);
        var told = 0;
        for (var i = 0; i < 90; i++)
        {
            node.Run(Duration.FromSeconds(1));
            told += Provoke(node, RejectReason.Checksum).Length;
        }

        Assert.Equal(2, told);
        Assert.Equal(90, node.Router.Counters.Rejected(RejectReason.Checksum));
    }

    [Fact]
    public void Other_address_list_is_accepted_and_told()
    {
        var node = RouterFixture.Backup();
        var other = RouterFixture.Seed with { VirtualAddresses = [Bytes.Virtual("192.168.7.100/24")] };
        Assert.Equal(["AddressListDiffers"], node.Hear(RouterFixture.Advertisement(other, 200)));
        Assert.Equal(1, node.Router.Counters.AdvertisementsReceived);
        Assert.Empty(node.Hear(RouterFixture.Advertisement(other, 200)));
    }

    [Fact]
    public void Version_3_peer_without_pseudo_header_is_heard_and_followed_for_good()
    {
        var node = RouterFixture.Master(BackupTests.V3);
        var payload = RouterFixture.Advertisement(node.Router.Configuration, 99, form: ChecksumForm.MessageOnly);
        Assert.Contains("ChecksumFormAdopted", node.Hear(payload));
        node.Hear(99);
        var buffer = new byte[64];
        var length = node.Router.WriteAdvertisement(100, VrrpGroup.IPv4, buffer);
        AdvertisementCodec.TryParse(buffer.AsSpan(0, length), AddressFamily.IPv4, out var parsed);
        Assert.True(AdvertisementCodec.TryVerify(parsed, node.Router.Source, VrrpGroup.IPv4, out var form));
        Assert.Equal(ChecksumForm.MessageOnly, form);
    }

    private static RouterFixture NodeThatRefuses(RejectReason reason) => reason switch
    {
        RejectReason.NotListening => new RouterFixture(),
        RejectReason.AddressOwner => Owner(),
        RejectReason.UnknownPeer => RouterFixture.Backup(UnicastTests.Unicast),
        RejectReason.HmacReplayed => HmacTests.BackupThatHeard(),
        >= RejectReason.HmacMissing and < RejectReason.HmacReplayed => HmacTests.Backup(),
        _ => RouterFixture.Backup(),
    };

    private static RouterFixture Owner()
    {
        var node = new RouterFixture(x => x with { AddressOwner = true });
        node.Start();
        return node;
    }

    private static string[] Provoke(RouterFixture node, RejectReason reason)
    {
        var seed = node.Router.Configuration;
        var good = RouterFixture.Advertisement(seed, 200);
        return reason switch
        {
            RejectReason.Truncated => node.Hear(good[..20]),
            RejectReason.UnknownVirtualRouterId => node.Hear(RouterFixture.Advertisement(seed with { VirtualRouterId = 53 }, 200)),
            RejectReason.OwnAddress => node.Hear(good, "192.168.6.110"),
            RejectReason.Destination => node.Hear(good, destination: "192.168.6.110"),
            RejectReason.UnknownPeer => node.Hear(good, "192.168.6.121", destination: "192.168.6.110"),
            >= RejectReason.HmacMissing and <= RejectReason.HmacReplayed => HmacTests.Provoke(node, reason),
            RejectReason.TimeToLive => node.Hear(good, timeToLive: 254),
            RejectReason.Version => node.Hear(RouterFixture.Advertisement(seed with { Version = 3, Authentication = null }, 200)),
            RejectReason.Type => node.Hear([0x22, .. good[1..]]),
            RejectReason.AuthenticationType => node.Hear(RouterFixture.Advertisement(seed with { Authentication = null }, 200)),
            RejectReason.AuthenticationFailure => node.Hear(Password(seed, "1112")),
            RejectReason.AdvertisementInterval => node.Hear(200, interval: Duration.FromSeconds(2)),
            RejectReason.Checksum => node.Hear([.. good[..6], (byte)(good[6] ^ 1), .. good[7..]]),
            RejectReason.NoAddresses => node.Hear(RouterFixture.Advertisement(seed with { VirtualAddresses = [] }, 200)),
            RejectReason.AddressOwner or RejectReason.NotListening => node.Hear(good),
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "no packet provokes it"),
        };
    }

    private static byte[] Password(InstanceConfiguration seed, string password) =>
        RouterFixture.Advertisement(seed with { Authentication = new SimplePasswordAuthentication(password) }, 200);

    private static long CountOf(RouterFixture node, RejectReason reason) => reason == RejectReason.UnknownVirtualRouterId
        ? node.Engine.UnknownVirtualRouterIds
        : node.Router.Counters.Rejected(reason);
}
