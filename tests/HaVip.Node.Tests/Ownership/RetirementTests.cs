using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Ownership;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Ownership;

public sealed class RetirementTests : IDisposable
{
    private const string Peer = "192.168.6.120";

    private static readonly FarEnd Client = new(Parse("192.168.7.1"), 50_001);

    private readonly TestNode _node = new();
    private readonly ActionList _actions = new();
    private Instant _now;

    public void Dispose() => _node.Dispose();

    [Fact]
    public void Addresses_of_another_are_quiet_at_once_and_go_after_a_linger()
    {
        var engine = Master();
        Yield(engine);
        Assert.Equal(VrrpState.Backup, engine.Routers[0].State);
        Assert.Equal(["quiet_VI_1"], _node.Kernel.Transits);
        Assert.True(_node.Kernel.Has("192.168.7.100/24"));
        Assert.True(_node.Leases.IsRetiring);

        RunFor(engine, RetiringAddresses.Linger);

        Assert.Empty(_node.Kernel.Addresses);
        Assert.Empty(_node.Kernel.Routes);
        Assert.Empty(_node.Kernel.Transits);
        Assert.False(_node.Leases.IsRetiring);
        Assert.True(_node.Kernel.Log.IndexOf("remove 192.168.7.100/24") < _node.Kernel.Log.IndexOf("end quiet_VI_1"));
    }

    [Fact]
    public void Connections_held_for_another_maker_are_held_until_the_addresses_have_gone()
    {
        var engine = Master();
        Hear(engine, 50, isOfOtherMaker: true);
        engine.Give(engine.Routers[0], null, force: false, _now, _actions);
        Turn(engine);
        Assert.Equal(["hold_VI_1"], _node.Kernel.Transits);

        Hear(engine, 50, isOfOtherMaker: true);
        RunFor(engine, Duration.FromMilliseconds(100));
        Assert.Equal(["hold_VI_1", "quiet_VI_1"], _node.Kernel.Transits.Order());
        RunFor(engine, RetiringAddresses.Linger);

        Assert.Empty(_node.Kernel.Transits);
        Assert.Empty(_node.Kernel.Addresses);
    }

    [Fact]
    public void Connections_held_begin_again_where_nobody_takes_over()
    {
        var engine = Master();
        Hear(engine, 50, isOfOtherMaker: true);
        engine.Give(engine.Routers[0], null, force: false, _now, _actions);
        Turn(engine);

        RunFor(engine, Duration.FromSeconds(4));

        Assert.Equal(VrrpState.Master, engine.Routers[0].State);
        Assert.Empty(_node.Kernel.Transits);
        Assert.True(_node.Kernel.Has("192.168.7.100/24"));
    }

    [Fact]
    public void Another_maker_is_contradicted_until_its_kernel_answers_and_then_announced_to_be_the_owner()
    {
        var engine = Master(TestNode.Seed() with
        {
            ExcludedAddresses = [TestNode.Address("2001:db8::100/64")],
            SplitBrainProbe = new() { Interval = Duration.FromSeconds(5) },
        });
        Hear(engine, 50, isOfOtherMaker: true);
        engine.Give(engine.Routers[0], null, force: false, _now, _actions);
        Turn(engine);
        Hear(engine, 50, isOfOtherMaker: true);
        Assert.Equal(["hold_VI_1", "quiet_VI_1", "rebut_VI_1"], _node.Kernel.Transits.Order());
        _node.Kernel.Frames.Clear();

        var answer = new NeighborClaim(Parse("2001:db8::100"), new MacAddress(0x02_00_00_00_01_20)) { IsAnswer = true };
        engine.NeighborHeard("eth0", answer, _now, _actions);
        Turn(engine);

        Assert.Equal(["hold_VI_1", "quiet_VI_1"], _node.Kernel.Transits.Order());
        var frame = Assert.Single(_node.Kernel.Frames).Frame;
        Assert.True(NeighborAdvertisement.TryReadClaim(frame.AsSpan(14), out var said));
        Assert.Equal(answer with { IsAnswer = false }, said);
    }

    [Fact]
    public void Addresses_stay_while_connections_are_open_and_go_with_the_last()
    {
        var engine = Master();
        _node.Kernel.Connections.Add(Client);
        Yield(engine);
        RunFor(engine, Duration.FromMilliseconds(1900));
        Assert.True(_node.Kernel.Has("192.168.7.100/24"));

        _node.Kernel.Connections.Clear();
        RunFor(engine, Duration.FromMilliseconds(50));

        Assert.Empty(_node.Kernel.Addresses);
        Assert.DoesNotContain(_node.Kernel.Log, line => line.StartsWith("reset", StringComparison.Ordinal));
    }

    [Fact]
    public void Connections_open_at_the_end_of_their_time_are_reset_before_the_addresses_go()
    {
        var engine = Master();
        _node.Kernel.Connections.Add(Client);
        Yield(engine);
        RunFor(engine, Duration.FromMilliseconds(2050));
        Assert.Empty(_node.Kernel.Addresses);
        Assert.True(_node.Kernel.Log.IndexOf("reset 1") < _node.Kernel.Log.IndexOf("remove 192.168.7.100/24"));
        Assert.Contains(_node.Lines, line => line.Contains("1 TCP connection was still open after 2s and reset"));
    }

    [Fact]
    public void Leases_of_what_retires_are_renewed()
    {
        var engine = Master(TestNode.Seed() with { Handover = new() { Drain = Duration.FromSeconds(20) } });
        _node.Kernel.Connections.Add(Client);
        Yield(engine);
        _node.Kernel.Log.Clear();
        RunFor(engine, Duration.FromSeconds(8));
        Assert.True(_node.Kernel.Log.Count(line => line.StartsWith("renew 192.168.7.100/24", StringComparison.Ordinal)) >= 4);
    }

    [Fact]
    public void Drain_of_nothing_waits_for_no_connection_but_lingers()
    {
        var engine = Master(TestNode.Seed() with { Handover = new() { Drain = Duration.Zero } });
        _node.Kernel.Connections.Add(Client);
        Yield(engine);
        Assert.True(_node.Kernel.Has("192.168.7.100/24"));
        RunFor(engine, RetiringAddresses.Linger);
        Assert.Empty(_node.Kernel.Addresses);
    }

    [Fact]
    public void Master_again_has_its_addresses_as_before()
    {
        var engine = Master();
        _node.Kernel.Connections.Add(Client);
        Yield(engine);
        engine.Take(engine.Routers[0], null, _now, _actions);
        Turn(engine);
        Assert.Equal(VrrpState.Master, engine.Routers[0].State);
        Assert.Empty(_node.Kernel.Transits);
        RunFor(engine, Duration.FromSeconds(5));
        Assert.True(_node.Kernel.Has("192.168.7.100/24"));
        Assert.DoesNotContain(_node.Kernel.Log, line => line.StartsWith("remove", StringComparison.Ordinal));
    }

    [Fact]
    public void Kernel_that_cannot_be_quiet_lets_go_at_once_and_says_so_once()
    {
        var engine = Master();
        _node.Kernel.TransitError = Errno.EOPNOTSUPP;
        Yield(engine);
        Assert.Empty(_node.Kernel.Addresses);
        Assert.False(_node.Leases.IsRetiring);
        engine.Take(engine.Routers[0], null, _now, _actions);
        Turn(engine);
        Yield(engine, 200);
        Assert.Single(_node.Lines, line => line.Contains("connections open at a hand-over are not kept"));
    }

    [Fact]
    public void Kernel_that_tells_of_no_connections_lets_go_after_the_linger()
    {
        var engine = Master();
        _node.Kernel.TellsConnections = false;
        Yield(engine);
        RunFor(engine, RetiringAddresses.Linger);
        Assert.Empty(_node.Kernel.Addresses);
    }

    [Fact]
    public void Told_to_end_at_once_nothing_retires_any_longer()
    {
        var engine = Master();
        _node.Kernel.Connections.Add(Client);
        Yield(engine);
        _node.Leases.ReleaseRetiring();
        Assert.Empty(_node.Kernel.Addresses);
        Assert.False(_node.Leases.IsRetiring);
        Assert.Equal(Instant.Never, _node.Leases.NextDeadline);
    }

    private NodeEngine Master(InstanceConfiguration? instance = null)
    {
        _node.Leases.Configure(LeaseSetting.Auto);
        var engine = _node.Engine(_actions, instance ?? TestNode.Seed());
        RunFor(engine, Duration.FromSeconds(4));
        Assert.Equal(VrrpState.Master, engine.Routers[0].State);
        return engine;
    }

    /// <summary>A better Master is heard.</summary>
    private void Yield(NodeEngine engine, byte priority = 150) => Hear(engine, priority);

    private void Hear(NodeEngine engine, byte priority, bool isOfOtherMaker = false)
    {
        var settings = engine.Routers[0].Configuration;
        var payload = new byte[AdvertisementCodec.MaximumLength];
        var length = AdvertisementCodec.Write(payload, new AdvertisementFields
        {
            Version = settings.Version,
            VirtualRouterId = settings.VirtualRouterId,
            Priority = priority,
            Interval = settings.AdvertisementInterval,
            Addresses = settings.VirtualAddresses,
            Password = "1111"u8.ToArray(),
            Source = Parse(Peer),
            Destination = VrrpGroup.IPv4,
        });
        var packet = new ReceivedPacket
        {
            InterfaceIndex = 2,
            Source = Parse(Peer),
            Destination = VrrpGroup.IPv4,
            TimeToLive = 255,
            IsOfOtherMaker = isOfOtherMaker,
            Payload = payload.AsSpan(0, length),
        };
        engine.Receive(packet, _now, _actions);
        Turn(engine);
    }

    private void RunFor(NodeEngine engine, Duration time)
    {
        var end = _now + time;
        while (Instant.Min(engine.NextDeadline, _node.Leases.NextDeadline) is var next && next <= end)
        {
            if (next > _now) _now = next;
            Turn(engine);
        }

        _now = end;
    }

    private void Turn(NodeEngine engine)
    {
        engine.Advance(_now, _actions);
        _node.Executor.Execute(_actions);
        _node.Leases.Advance(_now, _now);
    }

    private static IpAddress Parse(string text) =>
        IpAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text);
}
