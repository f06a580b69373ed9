using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Loop;

/// <summary>What falls due for many instances in one turn.</summary>
public sealed class TogetherTests : IDisposable
{
    private readonly TestNode _node = new();
    private readonly ActionList _actions = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public void Advertisements_of_one_turn_leave_in_one_call_in_the_order_of_the_instances()
    {
        var engine = BecomeMaster(Many(20));
        _node.Kernel.Batches.Clear();
        _node.Kernel.Destinations.Clear();
        Turn(engine);
        Assert.Equal([20], _node.Kernel.Batches);
        Assert.Equal(20, _node.Kernel.Destinations.Count);
    }

    [Fact]
    public void More_than_a_batch_holds_leave_in_several_calls_and_none_is_lost()
    {
        var engine = BecomeMaster(Many(100));
        _node.Kernel.Batches.Clear();
        Turn(engine);
        Assert.Equal([32, 32, 32, 4], _node.Kernel.Batches);
    }

    [Fact]
    public void One_that_is_refused_is_told_for_its_instance_and_the_others_leave()
    {
        var engine = BecomeMaster(Many(5));
        _node.Kernel.SendErrors[3] = Errno.EPERM;
        Turn(engine);
        Turn(engine);
        var told = Assert.Single(_node.Lines, line => line.Contains("advertisements cannot be sent"));
        Assert.Contains("VI_3: advertisements cannot be sent on eth0: ", told);
        Assert.Equal(5, _node.Kernel.Batches[^1]);
        _node.Kernel.SendErrors.Clear();
        Turn(engine);
        Assert.Contains("VI_3: advertisements can be sent again", Assert.Single(_node.Lines, line => line.Contains("sent again")));
    }

    [Fact]
    public void A_peer_that_cannot_be_reached_is_told_although_another_one_can_and_however_the_batches_fall()
    {
        UnicastPeer[] peers = [new(IpAddress.FromIPv4(0xC0A80678)), new(IpAddress.FromIPv4(0xC0A80682)), new(IpAddress.FromIPv4(0xC0A8068C))];
        var engine = BecomeMaster([.. Many(50).Select(instance => instance with { Unicast = new() { Peers = peers } })]);
        _node.Kernel.Batches.Clear();
        _node.Kernel.Unreachable.Add(peers[0].Address);
        for (var i = 0; i < 3; i++) Turn(engine);
        Assert.Equal(3 * 150, _node.Kernel.Batches.Sum());
        Assert.Equal(50, _node.Lines.Count(line => line.Contains("advertisements cannot be sent")));
        Assert.DoesNotContain(_node.Lines, line => line.Contains("sent again"));
    }

    [Fact]
    public void Addresses_of_instances_that_take_over_together_are_added_together_before_each_speaks()
    {
        BecomeMaster(Many(100));
        Assert.Equal([64, 36], _node.Kernel.Changes);
        Assert.Equal(100, _node.Kernel.Addresses.Count);
        Assert.Equal("add 192.168.7.64/24", _node.Kernel.Log[63]);
        Assert.Equal("send 100", _node.Kernel.Log[64]);
        Assert.Equal(100, _node.Lines.Count(line => line.Contains("added to eth0")));
    }

    [Fact]
    public void Addresses_of_instances_that_leave_together_are_removed_together_after_their_goodbyes()
    {
        var engine = BecomeMaster(Many(100));
        _node.Kernel.Changes.Clear();
        _node.Kernel.Log.Clear();
        var lists = _node.Kernel.Lists;
        foreach (var router in engine.Routers) engine.StopNow(router, router.Since, _actions);
        _node.Executor.Execute(_actions);
        Assert.Equal([-100], _node.Kernel.Changes);
        Assert.Equal(1, _node.Kernel.Lists - lists);
        Assert.Equal(Enumerable.Repeat("send 0", 100), _node.Kernel.Log.Take(100));
        Assert.Empty(_node.Kernel.Addresses);
        Assert.Equal(100, _node.Lines.Count(line => line.Contains("removed from eth0")));
    }

    [Fact]
    public void An_address_that_cannot_be_added_or_removed_is_told_for_its_instance_alone()
    {
        _node.Kernel.Errors["192.168.7.3/24"] = Errno.ENOSPC;
        var engine = BecomeMaster(Many(5));
        Assert.Contains("VI_3: 192.168.7.3/24 cannot be added to eth0: ", Assert.Single(_node.Lines, line => line.Contains("cannot")));
        _node.Kernel.Errors["192.168.7.1/24"] = Errno.EBUSY;
        foreach (var router in engine.Routers) engine.StopNow(router, router.Since, _actions);
        _node.Executor.Execute(_actions);
        Assert.Single(_node.Lines, line => line.Contains("VI_1: 192.168.7.1/24 cannot be removed from eth0: "));
        Assert.Equal("192.168.7.1/24", Assert.Single(_node.Kernel.Addresses).Prefix.ToString());
    }

    [Fact]
    public void A_neighbour_that_stays_is_protected_once_for_all_that_leave()
    {
        var engine = BecomeMaster(Many(10));
        _node.Kernel.AddForeign(2, "192.168.7.200/24");
        _node.Kernel.AddForeign(2, "192.168.7.201/24");
        _node.Kernel.Log.Clear();
        foreach (var router in engine.Routers) engine.StopNow(router, router.Since, _actions);
        _node.Executor.Execute(_actions);
        Assert.Single(_node.Kernel.Log, "promote True");
        Assert.Single(_node.Kernel.Log, "promote False");
        Assert.Equal(["192.168.7.200/24", "192.168.7.201/24"], _node.Kernel.Addresses.Select(address => address.Prefix.ToString()));
    }

    [Fact]
    public void Who_leaves_and_comes_back_in_one_turn_has_its_addresses_at_the_end()
    {
        var engine = BecomeMaster(Many(3));
        foreach (var router in engine.Routers) engine.StopNow(router, router.Since, _actions);
        foreach (var router in engine.Routers) engine.Start(router, router.Since, _actions);
        AdvanceTo(engine, new Instant(0) + Duration.FromSeconds(20));
        Assert.Equal(3, _node.Kernel.Addresses.Count);
    }

    private static InstanceConfiguration[] Many(int count) => [.. Enumerable.Range(1, count).Select(id =>
        TestNode.Seed($"VI_{id}", $"192.168.7.{id}/24") with { VirtualRouterId = (byte)id })];

    private NodeEngine BecomeMaster(params InstanceConfiguration[] instances)
    {
        var engine = _node.Engine(_actions, instances);
        AdvanceTo(engine, new Instant(0) + Duration.FromSeconds(4));
        return engine;
    }

    private void Turn(NodeEngine engine)
    {
        var due = engine.NextDeadline;
        engine.Advance(due, _actions);
        _node.Executor.Execute(_actions);
    }

    private void AdvanceTo(NodeEngine engine, Instant end)
    {
        while (engine.NextDeadline <= end)
        {
            engine.Advance(engine.NextDeadline, _actions);
            _node.Executor.Execute(_actions);
        }
    }
}
