using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Election;

public sealed class UnicastTests
{
    private const string Self = "192.168.6.110";

    [Fact]
    public void Unicast_instance_sends_to_each_listed_peer()
    {
        var node = RouterFixture.Backup(x => Unicast(x) with { Version = 3, Authentication = null });
        Assert.Equal(
            [Bytes.Address(RouterFixture.Peer), Bytes.Address("10.9.9.9")], node.Router.Destinations.ToArray());
    }

    [Fact]
    public void Version_3_checksum_is_that_of_the_destination()
    {
        var node = RouterFixture.Backup(x => Unicast(x) with { Version = 3, Authentication = null });
        foreach (var destination in node.Router.Destinations)
        {
            var buffer = new byte[64];
            var length = node.Router.WriteAdvertisement(100, destination, buffer);
            Assert.True(AdvertisementCodec.TryParse(buffer.AsSpan(0, length), AddressFamily.IPv4, out var parsed));
            Assert.True(AdvertisementCodec.TryVerify(parsed, node.Router.Source, destination, out var form));
            Assert.Equal(ChecksumForm.PseudoHeader, form);
        }
    }

    [Fact]
    public void Configured_source_stands_above_the_interfaces_address()
    {
        var node = new RouterFixture(x => x with
        {
            Unicast = Unicast(x).Unicast! with { Source = Bytes.Address("192.168.6.111") },
        });
        Assert.Equal("192.168.6.111", node.Router.Source.ToString());
    }

    [Theory]
    [InlineData(RouterFixture.Peer, 255, true)]
    [InlineData(RouterFixture.Peer, 254, false)]
    [InlineData("10.9.9.9", 250, true)]
    [InlineData("10.9.9.9", 249, false)]
    public void Peer_is_heard_down_to_its_own_least_time_to_live(string peer, byte timeToLive, bool heard)
    {
        var node = RouterFixture.Backup(Unicast);
        node.Hear(RouterFixture.Advertisement(RouterFixture.Seed, 200), peer, timeToLive, Self);
        Assert.Equal(heard ? 200 : 0, node.Router.MasterPriority);
    }

    [Fact]
    public void Multicast_to_a_unicast_instance_is_refused()
    {
        var node = RouterFixture.Backup(Unicast);
        Assert.Equal(["rejected Destination"], node.Hear(200));
    }

    internal static InstanceConfiguration Unicast(InstanceConfiguration seed) => seed with
    {
        Unicast = new UnicastSettings
        {
            Peers =
            [
                new UnicastPeer(Bytes.Address(RouterFixture.Peer)),
                new UnicastPeer(Bytes.Address("10.9.9.9")) { MinimumTimeToLive = 250 },
            ],
        },
    };
}
