using HaVip.Linux.Netlink;
using static HaVip.Linux.Tests.NamespacePair;

namespace HaVip.Linux.Tests.Netlink;

public sealed class RouteNetlinkNeighborTests : IDisposable
{
    private readonly NamespacePair _pair = new();
    private readonly RouteNetlink _netlink;

    public RouteNetlinkNeighborTests() => _netlink = In(_pair.First, () => new RouteNetlink());

    public void Dispose()
    {
        _netlink.Dispose();
        _pair.Dispose();
    }

    [Theory]
    [InlineData("192.168.6.120")]
    [InlineData("2001:db8:6::2")]
    public void Neighbor_is_known_soon_after_it_was_asked_for(string text)
    {
        Ip(_pair.First, "address", "add", "2001:db8:6::1/64", "dev", "eth0", "nodad");
        Ip(_pair.Second, "address", "add", "2001:db8:6::2/64", "dev", "eth0", "nodad");
        var address = Address(text);
        Assert.Null(_netlink.FindNeighbor(_pair.FirstIndex, address));

        Assert.True(_netlink.AskForNeighbor(_pair.FirstIndex, address));

        Eventually.True(() => _netlink.FindNeighbor(_pair.FirstIndex, address) is not null, $"{text} is known");
        using var other = In(_pair.Second, () => new RouteNetlink());
        Assert.Equal(other.FindLink("eth0")!.MacAddress, _netlink.FindNeighbor(_pair.FirstIndex, address));
    }

    [Fact]
    public void Neighbor_that_does_not_answer_stays_unknown()
    {
        var address = Address("192.168.6.99");
        Assert.True(_netlink.AskForNeighbor(_pair.FirstIndex, address));
        Assert.Null(_netlink.FindNeighbor(_pair.FirstIndex, address));
    }
}
