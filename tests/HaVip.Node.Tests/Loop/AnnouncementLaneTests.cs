using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Node.Loop;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Loop;

public sealed class AnnouncementLaneTests
{
    private readonly Dictionary<VirtualRouter, long> _orders = [];
    private readonly AnnouncementLane _lane;
    private readonly IReadOnlyList<VirtualRouter> _routers = new NodeEngine(
        new NodeConfiguration { Instances = [TestNode.Seed("VI_1"), TestNode.Seed("VI_2") with { VirtualRouterId = 53 }] },
        default).Routers;

    public AnnouncementLaneTests() => _lane = new AnnouncementLane("eth0", _orders);

    [Fact]
    public void What_was_cancelled_or_ordered_anew_is_passed_over()
    {
        Order(0, 1);
        Add(0, 1);
        Order(1, 2);
        Add(1, 2);
        Order(0, 3);
        Assert.True(_lane.HasMore());
        Assert.Equal(_routers[1], _lane.Take().Router);
        Add(0, 3);
        Assert.True(_lane.HasMore());
        Assert.Equal(3, _lane.Take().Order);
        Add(0, 3);
        _orders.Clear();
        Assert.False(_lane.HasMore());
        Assert.Equal(0, _lane.Count);
    }

    [Fact]
    public void Whoever_orders_again_and_again_behind_another_does_not_fill_the_memory()
    {
        Order(1, 1);
        Add(1, 1);
        for (var order = 2; order < 100_000; order++)
        {
            Order(0, order);
            Add(0, order);
        }

        Assert.InRange(_lane.Count, 2, 2_048);
        Assert.True(_lane.HasMore());
        Assert.Equal(_routers[1], _lane.Take().Router);
        Assert.True(_lane.HasMore());
        Assert.Equal(99_999, _lane.Take().Order);
    }

    private void Order(int router, long order) => _orders[_routers[router]] = order;

    private void Add(int router, long order) =>
        _lane.Add(new Announcement(_routers[router], order, TestNode.Address("192.168.7.100/24"), Duration.Zero));
}
