using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Interfaces;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Loop;

public sealed class ActionExecutorTests : IDisposable
{
    private readonly TestNode _node = new();
    private readonly ActionList _actions = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public void Becoming_master_takes_the_addresses_then_advertises_then_announces()
    {
        BecomeMaster(TestNode.Seed());
        Assert.Equal(
            ["add 192.168.7.100/24", "add 192.168.7.101/24", "add route 0.0.0.0/0", "send 100"],
            _node.Kernel.Log.Take(4));
        Assert.Equal(Enumerable.Repeat("arp", 10), _node.Kernel.Log.Skip(4));
    }

    [Fact]
    public void Announcements_go_round_robin_over_the_addresses_from_the_mac_of_the_interface()
    {
        BecomeMaster(TestNode.Seed());
        var addresses = _node.Kernel.Frames.Select(frame => frame.Frame[31]).ToArray();
        Assert.Equal([100, 101, 100, 101, 100, 101, 100, 101, 100, 101], addresses);
        Assert.All(_node.Kernel.Frames, frame => Assert.Equal(2, frame.Index));
        Assert.Equal(TestNode.Mac, MacAddress.FromBytes(_node.Kernel.Frames[0].Frame.AsSpan(6, 6)));
        Assert.Contains(_node.Lines, line => line.Contains("VI_1: 192.168.7.100, 192.168.7.101 announced 5 times"));
    }

    [Fact]
    public void An_address_on_another_interface_is_announced_there()
    {
        var elsewhere = TestNode.Address("10.0.0.1/24") with { Interface = "eth1" };
        BecomeMaster(TestNode.Seed("VI_1", "192.168.7.100/24") with { ExcludedAddresses = [elsewhere] });
        Assert.Equal(5, _node.Kernel.Frames.Count(frame => frame.Index == 3));
    }

    [Theory]
    [InlineData(false, 0x20)]
    [InlineData(true, 0xA0)]
    public void IPv6_addresses_are_announced_by_neighbour_advertisements_of_a_router_only_where_it_forwards(
        bool forwards, byte flags)
    {
        if (forwards) _node.Kernel.Forwards.Add("eth0");
        var instance = TestNode.Seed("VI_6", "fe80::7:100/64", "2001:db8:7::100/64");
        BecomeMaster(instance with { Version = 3, Authentication = null });
        Assert.Equal(["add fe80::7:100/64", "add 2001:db8:7::100/64", "send 100"], _node.Kernel.Log.Take(3));
        Assert.Equal(Enumerable.Repeat("na", 10), _node.Kernel.Log.Skip(3));
        Assert.All(_node.Kernel.Frames, frame => Assert.Equal(flags, frame.Frame[58]));
        Assert.Equal(
            ["2001:db8:7::100", "fe80::7:100"],
            _node.Kernel.Frames.Select(f => IpAddress.FromBytes(f.Frame.AsSpan(62, 16)).ToString()).Distinct().Order());
    }

    [Fact]
    public void Each_address_is_asked_for_where_it_lives_by_the_packet_of_its_family()
    {
        var seed = TestNode.Seed("VI_1", "192.168.7.100/24") with
        {
            SplitBrainProbe = new(),
            ExcludedAddresses = [TestNode.Address("10.0.0.1/24") with { Interface = "eth1" }, TestNode.Address("fd00:7::100/64")],
        };
        var engine = BecomeMaster(seed);
        AdvanceTo(engine, Duration.FromSeconds(4));
        _node.Kernel.Frames.Clear();
        AdvanceTo(engine, Duration.FromMilliseconds(4700));
        Assert.Equal([(2, 0x0806), (3, 0x0806), (2, 0x86DD)], Asked().Select(frame => (frame.Index, (frame.Frame[12] << 8) | frame.Frame[13])));
        Assert.Equal("192.168.7.100", IpAddress.FromBytes(Asked()[0].Frame.AsSpan(38, 4)).ToString());
        Assert.Equal("fd00:7::100", IpAddress.FromBytes(Asked()[2].Frame.AsSpan(62, 16)).ToString());
        Assert.Equal("fe80::6:110", IpAddress.FromBytes(Asked()[2].Frame.AsSpan(22, 16)).ToString());

        // Announcements name the sender's own address, questions for IPv4 none.
        (int Index, byte[] Frame)[] Asked() => [.. _node.Kernel.Frames.Where(
            x => x.Frame[12] == 0x86 ? x.Frame[54] == 135 : x.Frame.AsSpan(28, 4).IndexOfAnyExcept((byte)0) < 0)];
    }

    [Fact]
    public void Questions_that_fail_are_told_once()
    {
        var seed = TestNode.Seed() with { SplitBrainProbe = new() { Interval = Duration.FromSeconds(1) } };
        var engine = BecomeMaster(seed);
        _node.Kernel.SendError = Errno.ENOBUFS;
        AdvanceTo(engine, Duration.FromSeconds(20));
        Assert.Single(_node.Lines, line => line.Contains("neighbours cannot be asked on eth0") && line.Contains("ENOBUFS"));
    }

    [Fact]
    public void Every_unicast_peer_gets_each_advertisement()
    {
        UnicastPeer[] peers = [new(IpAddress.FromIPv4(0xC0A80678)), new(IpAddress.FromIPv4(0xC0A80682))];
        BecomeMaster(TestNode.Seed("VI_1", "192.168.7.100/24") with { Unicast = new() { Peers = peers } });
        Assert.Equal(
            ["192.168.6.120", "192.168.6.130"], _node.Kernel.Destinations.Take(2).Select(address => address.ToString()));
        Assert.Equal(2, _node.Kernel.Log.Count(line => line == "send 100"));
    }

    [Fact]
    public void Every_path_that_is_usable_gets_each_advertisement()
    {
        var engine = BecomeMaster(TestNode.Seed("VI_1", "192.168.7.100/24") with { Heartbeat = [new("eth1")] });
        Assert.Equal(1, _node.Kernel.Log.Count(line => line == "send 100"));
        _node.Interfaces.Set(new AddressFacts(3, FakeKernel.Prefix("10.0.0.110/24"), true, false));
        engine.InterfaceChanged(_node.Interfaces.StatusOf("eth1"), engine.Routers[0].Since, _actions);
        _node.Kernel.Log.Clear();
        AdvanceTo(engine, Duration.FromSeconds(5));
        Assert.Equal(2, _node.Kernel.Log.Count(line => line == "send 100"));
    }

    [Fact]
    public void A_graceful_stop_of_a_master_ends_with_the_addresses_released()
    {
        var engine = BecomeMaster(TestNode.Seed());
        _node.Kernel.Log.Clear();
        engine.Stop(engine.Routers[0], engine.Routers[0].Since, _actions);
        _node.Executor.Execute(_actions);
        Assert.Equal(["send 0"], _node.Kernel.Log);
        AdvanceTo(engine, Duration.FromSeconds(60));
        Assert.Empty(_node.Kernel.Addresses);
        Assert.Contains(_node.Lines, line => line.Contains("VI_1: Master -> Stopped"));
    }

    [Fact]
    public void Advertisements_that_fail_are_told_once_and_once_again_when_they_go_out()
    {
        _node.Kernel.SendError = Errno.ENETDOWN;
        var engine = BecomeMaster(TestNode.Seed());
        AdvanceTo(engine, Duration.FromSeconds(10));
        Assert.Single(_node.Lines, line => line.Contains("advertisements cannot be sent on eth0") && line.Contains("ENETDOWN"));
        _node.Kernel.SendError = 0;
        AdvanceTo(engine, Duration.FromSeconds(20));
        Assert.Single(_node.Lines, line => line.Contains("advertisements can be sent again"));
    }

    [Fact]
    public void The_end_of_a_handover_is_kept_for_whoever_waits()
    {
        var engine = BecomeMaster(TestNode.Seed());
        engine.Give(engine.Routers[0], null, force: true, engine.Routers[0].Since, _actions);
        _node.Executor.Execute(_actions);
        AdvanceTo(engine, Duration.FromSeconds(60));
        Assert.Equal(ActionKind.EndHandover, Assert.Single(_node.Executor.EndedHandovers).Kind);
    }

    [Fact]
    public void Sending_an_advertisement_allocates_nothing()
    {
        var engine = BecomeMaster(TestNode.Seed());
        AdvanceTo(engine, Duration.FromSeconds(30));
        _node.Kernel.Log.Capacity = 10_000;
        var kernel = new SilentKernel(_node.Kernel);
        var executor = new HaVip.Node.Loop.ActionExecutor(
            kernel, _node.Interfaces, _node.Leases, _node.Passing,
            new HaVip.Node.Loop.Announcer(kernel, _node.Interfaces, _node.Events), _node.Holds, _node.Notices, _node.Events);
        var due = engine.NextDeadline;
        var before = 0L;
        for (var second = 0; second < 2_000; second++)
        {
            if (second == 1_000) before = GC.GetAllocatedBytesForCurrentThread();
            engine.Advance(due + Duration.FromSeconds(second), _actions);
            executor.Execute(_actions);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2_000, kernel.Sent);
    }

    private NodeEngine BecomeMaster(InstanceConfiguration instance)
    {
        var engine = _node.Engine(_actions, instance);
        AdvanceTo(engine, Duration.FromSeconds(4));
        return engine;
    }

    private void AdvanceTo(NodeEngine engine, Duration after)
    {
        var end = new Instant(0) + after;
        while (engine.NextDeadline <= end)
        {
            engine.Advance(engine.NextDeadline, _actions);
            _node.Executor.Execute(_actions);
        }
    }
}
