using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Ownership;

public sealed class ConnectionPassingTests : IDisposable
{
    private static readonly IpAddress Former = Parse("192.168.6.120");
    private static readonly MacAddress Place = new(0x0200_0000_0120);
    private static readonly Duration Drain = Duration.FromSeconds(2);

    private readonly TestNode _node = new();
    private readonly ActionList _actions = new();

    public ConnectionPassingTests() => _node.Kernel.Neighbors.Add(Former, Place);

    public void Dispose() => _node.Dispose();

    [Fact]
    public void Former_owners_connections_are_passed_to_its_place_until_their_time_is_over()
    {
        var known = new FarEnd(Parse("192.168.7.1"), 50_001);
        _node.Kernel.Connections.Add(known);
        _node.Passing.Begin(Router(TestNode.Seed()), Former, Drain);

        Assert.Equal(["pass_VI_1"], _node.Kernel.Transits);
        var pass = _node.Kernel.Pass!;
        Assert.Equal(("eth0", 2, TestNode.Mac, Place), (pass.InterfaceName, pass.InterfaceIndex, pass.Own, pass.Other));
        Assert.Equal([Parse("192.168.7.100"), Parse("192.168.7.101")], pass.Addresses);
        Assert.Equal([known], pass.Known);
        _node.Passing.Advance(new Instant(5));
        Assert.Equal(new Instant(2_000_005), _node.Passing.NextDeadline);
        _node.Passing.Advance(new Instant(2_000_004));
        Assert.Single(_node.Kernel.Transits);
        _node.Passing.Advance(new Instant(2_000_005));
        Assert.Empty(_node.Kernel.Transits);
        Assert.Equal(Instant.Never, _node.Passing.NextDeadline);
    }

    [Fact]
    public void Second_hand_over_takes_the_place_of_the_first()
    {
        var router = Router(TestNode.Seed());
        _node.Passing.Begin(router, Former, Drain);
        _node.Passing.Begin(router, Former, Drain);
        Assert.Equal(["begin pass_VI_1", "end pass_VI_1", "begin pass_VI_1"], _node.Kernel.Log);
    }

    [Fact]
    public void Nothing_is_passed_to_nobody_nor_without_time_nor_for_addresses_that_take_no_packets()
    {
        _node.Passing.Begin(Router(TestNode.Seed()), Parse("192.168.6.130"), Drain);
        _node.Passing.Begin(Router(TestNode.Seed()), Former, Duration.Zero);
        _node.Passing.Begin(Router(TestNode.Seed() with { AcceptMode = false }), Former, Drain);
        Assert.Empty(_node.Kernel.Log);
    }

    [Fact]
    public void Addresses_of_other_interfaces_are_left_out()
    {
        var elsewhere = TestNode.Address("192.168.8.100/24") with { Interface = "eth1" };
        var seed = TestNode.Seed();
        _node.Passing.Begin(Router(seed with { ExcludedAddresses = [elsewhere] }), Former, Drain);
        Assert.Equal(2, _node.Kernel.Pass!.Addresses.Count);
    }

    [Fact]
    public void Kernel_that_refuses_is_told_of_once()
    {
        _node.Kernel.TransitError = Errno.EOPNOTSUPP;
        var router = Router(TestNode.Seed());
        _node.Passing.Begin(router, Former, Drain);
        _node.Passing.Begin(router, Former, Drain);
        Assert.Single(_node.Lines, line => line.Contains("connections open to a former owner are reset"));
        Assert.Equal(Instant.Never, _node.Passing.NextDeadline);
    }

    private VirtualRouter Router(InstanceConfiguration instance) => _node.Engine(_actions, instance).Routers[0];

    private static IpAddress Parse(string text) =>
        IpAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text);
}
