using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux.Netlink;
using static HaVip.Linux.Tests.NamespacePair;

namespace HaVip.Linux.Tests;

public sealed class NeighborSocketTests : IDisposable
{
    private readonly NamespacePair _pair = new();

    public void Dispose() => _pair.Dispose();

    [Fact]
    public void Kernel_that_has_an_IPv4_address_answers_a_probe_and_the_answer_is_heard()
    {
        using var ear = Listen(AddressFamily.IPv4, SecondAddress);
        using var sender = In(_pair.First, () => new PacketSocket());
        var frame = new byte[ArpPacket.FrameLength];
        ArpPacket.WriteProbe(frame, MacOf(_pair.First), SecondAddress);

        sender.Send(_pair.FirstIndex, frame);

        Assert.Equal(new NeighborClaim(SecondAddress, MacOf(_pair.Second)), Await(ear));
        Assert.DoesNotContain("192.168.6.110", Ip(_pair.Second, "neighbour", "show"), StringComparison.Ordinal);
    }

    [Fact]
    public void Kernel_that_has_an_IPv4_address_answers_a_question_to_it_alone()
    {
        using var ear = Listen(AddressFamily.IPv4, SecondAddress);
        using var sender = In(_pair.First, () => new PacketSocket());
        var frame = new byte[ArpPacket.FrameLength];
        ArpPacket.WriteRequest(frame, MacOf(_pair.First), FirstAddress, MacOf(_pair.Second), SecondAddress);

        sender.Send(_pair.FirstIndex, frame);

        Assert.Equal(new NeighborClaim(SecondAddress, MacOf(_pair.Second)), Await(ear));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Kernel_that_has_an_IPv6_address_answers_and_says_where_it_is_where_all_were_asked(bool alone)
    {
        var expected = new NeighborClaim(Address("fd00:7::100"), alone ? default : MacOf(_pair.Second))
        {
            IsAnswer = true,
        };
        Ip(_pair.Second, "address", "add", "fd00:7::100/64", "dev", "eth0", "nodad");
        using var ear = Listen(AddressFamily.IPv6, Address("fd00:7::100"));
        using var sender = In(_pair.First, () => new PacketSocket());
        var frame = new byte[NeighborSolicitation.Length];
        NeighborSolicitation.Write(
            frame, MacOf(_pair.First), LinkLocalOf(_pair.First), alone ? MacOf(_pair.Second) : MacAddress.Broadcast,
            Address("fd00:7::100"));

        Eventually.True(() => Answers(), "an answer");

        bool Answers()
        {
            sender.Send(_pair.FirstIndex, frame);
            Thread.Sleep(20);
            return ear.TryTake(out var claim) && claim == expected;
        }
    }

    [Fact]
    public void Only_claims_of_the_addresses_asked_for_pass_the_kernel()
    {
        using var ear = Listen(AddressFamily.IPv4, Address("192.168.7.100"), Address("192.168.7.101"));
        using var sender = In(_pair.Second, () => new PacketSocket());

        Announce(sender, "192.168.7.99");
        Announce(sender, "192.168.7.101");
        Assert.Equal(Address("192.168.7.101"), Await(ear).Address);

        ear.ListenFor([Address("192.168.7.99")]);
        Announce(sender, "192.168.7.101");
        Announce(sender, "192.168.7.99");
        Assert.Equal(Address("192.168.7.99"), Await(ear).Address);
        Assert.False(ear.TryTake(out _));
    }

    [Fact]
    public void More_addresses_than_the_kernel_can_compare_let_every_claim_pass()
    {
        var many = Enumerable.Range(0, 2001).Select(i => IpAddress.FromIPv4(0x0A00_0000 + (uint)i)).ToArray();
        using var ear = Listen(AddressFamily.IPv4, many[..2000]);
        using var sender = In(_pair.Second, () => new PacketSocket());
        Announce(sender, "192.168.7.101");
        Announce(sender, "10.0.7.207");
        Assert.Equal(Address("10.0.7.207"), Await(ear).Address);

        ear.ListenFor(many);
        Announce(sender, "192.168.7.101");
        Assert.Equal(Address("192.168.7.101"), Await(ear).Address);
    }

    [Fact]
    public void Own_frames_are_not_heard_and_an_interface_that_comes_back_is()
    {
        using var ear = Listen(AddressFamily.IPv4, Address("192.168.7.100"));
        using var own = In(_pair.First, () => new PacketSocket());
        using var sender = In(_pair.Second, () => new PacketSocket());
        Announce(own, "192.168.7.100", _pair.First);
        Ip(_pair.First, "link", "set", "eth0", "down");
        Assert.False(ear.TryTake(out _));
        Ip(_pair.First, "link", "set", "eth0", "up");
        _pair.AwaitUsable();
        Announce(sender, "192.168.7.100");
        Assert.Equal(MacOf(_pair.Second), Await(ear).MacAddress);
    }

    [Fact]
    public void Taking_a_claim_allocates_nothing()
    {
        using var ear = Listen(AddressFamily.IPv4, Address("192.168.7.100"));
        using var sender = In(_pair.Second, () => new PacketSocket());
        for (var i = 0; i < 20; i++) Announce(sender, "192.168.7.100");
        Await(ear);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++) ear.TryTake(out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private NeighborSocket Listen(AddressFamily family, params IpAddress[] addresses) =>
        NamespacePair.Listen(_pair.First, family, addresses);

    private void Announce(PacketSocket sender, string address, string? from = null)
    {
        var frame = new byte[GratuitousArp.Length];
        GratuitousArp.Write(frame, MacOf(from ?? _pair.Second), Address(address));
        sender.Send(from is null ? _pair.SecondIndex : _pair.FirstIndex, frame);
    }
}
