using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Election;

/// <summary>What the fuzz targets found, each in the fewest steps.</summary>
public sealed class FoundByFuzzingTests
{
    [Fact]
    public void Trailer_tolerated_while_receiving_only_is_not_remembered()
    {
        var node = HmacTests.Backup(x => x with { Mode = HmacMode.ReceiveOnly, AntiReplay = HmacAntiReplay.Monotonic });
        var forged = HmacTests.Signed(node, HmacTests.Clock(node) + 1_000_000_000, key: new byte[32]);
        node.Hear(forged);
        Assert.Equal(1, node.Router.Counters.Tolerated(RejectReason.HmacMismatch));

        var settings = node.Router.Configuration;
        node.Apply(settings with { Hmac = settings.Hmac! with { Mode = HmacMode.Enforce } });
        Assert.Empty(node.Hear(HmacTests.Signed(node, HmacTests.Clock(node))));
        Assert.Equal(1, node.Router.Counters.HmacVerified);
    }

    [Fact]
    public void Sequence_accepted_in_a_wide_window_is_not_believed_twice_when_the_window_is_narrow_again()
    {
        var node = HmacTests.Backup();
        var slow = Duration.FromCentiseconds(4095);
        node.Hear(HmacTests.Signed(node, HmacTests.Clock(node), interval: slow));
        var ahead = HmacTests.Signed(node, HmacTests.Clock(node) + 120_000_000, interval: slow);
        node.Hear(ahead);
        Assert.Equal(2, node.Router.Counters.HmacVerified);

        node.Hear(HmacTests.Signed(node, HmacTests.Clock(node), "192.168.6.130"), "192.168.6.130");
        node.Pass(Duration.FromSeconds(118));
        Assert.Equal(["rejected HmacReplayed"], node.Hear(ahead));
    }

    [Theory]
    [InlineData("10.1.21.108")]
    [InlineData("192.168.6.120")]
    public void Peer_whose_pseudo_header_adds_nothing_is_heard_in_the_form_required_RFC_9568_section_5_2_8(string peer)
    {
        var node = RouterFixture.Backup(seed => BackupTests.V3(seed) with { Checksum = ChecksumPreference.MessageOnly });
        var settings = node.Router.Configuration;
        Assert.Empty(node.Hear(RouterFixture.Advertisement(settings, 200, peer, form: ChecksumForm.MessageOnly), peer));
        Assert.Equal(1, node.Router.Counters.AdvertisementsReceived);
    }

    [Fact]
    public void Hold_of_the_longest_time_there_is_does_not_end_at_once()
    {
        var node = RouterFixture.Backup();
        node.Hear(200);
        node.TakeOver(Duration.MaxValue);
        Assert.True(node.Router.Held);
        node.Run(Duration.FromSeconds(10));
        Assert.True(node.Router.Held);
    }
}
