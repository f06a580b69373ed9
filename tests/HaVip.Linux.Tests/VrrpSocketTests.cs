using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux.Netlink;
using Tmds.Linux;
using static HaVip.Linux.Tests.NamespacePair;

namespace HaVip.Linux.Tests;

public sealed class VrrpSocketTests : IDisposable
{
    private static readonly byte[] Message = [0x21, 52, 100, 1, 0, 1, 0xBA, 0x52, 192, 168, 7, 100, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly NamespacePair _pair = new();

    public void Dispose() => _pair.Dispose();

    [Fact]
    public void Multicast_between_two_nodes_arrives_with_source_destination_and_hop_limit()
    {
        using var first = Open(_pair.First, AddressFamily.IPv4);
        using var second = Open(_pair.Second, AddressFamily.IPv4);
        var batch = new ReceiveBatch();

        first.Send(Message, FirstAddress, VrrpGroup.IPv4);

        Assert.Equal(1, ReceiveSome(second, batch));
        AssertPacket(batch[0], FirstAddress, VrrpGroup.IPv4, second.InterfaceIndex);
        Assert.Equal(0, first.Receive(batch));
    }

    [Fact]
    public void Multicast_over_IPv6_arrives_with_the_checksum_of_the_kernel()
    {
        var source = LinkLocalOf(_pair.First);
        using var first = Open(_pair.First, AddressFamily.IPv6);
        using var second = Open(_pair.Second, AddressFamily.IPv6);
        var batch = new ReceiveBatch();
        byte[] message = [0x31, 52, 100, 1, 0, 100, 0, 0, .. new byte[16]];

        first.Send(message, source, VrrpGroup.IPv6);

        Assert.Equal(1, ReceiveSome(second, batch));
        var packet = batch[0];
        Assert.Equal(source, packet.Source);
        Assert.Equal(VrrpGroup.IPv6, packet.Destination);
        Assert.Equal(255, packet.TimeToLive);
        Assert.Equal(message.Length, packet.Payload.Length);
        Assert.NotEqual(0, packet.Payload[6] | packet.Payload[7]);
        Assert.Equal(message[..6], packet.Payload[..6].ToArray());
        Assert.Equal(0, first.Receive(batch));
    }

    [Theory]
    [InlineData(AddressFamily.IPv4)]
    [InlineData(AddressFamily.IPv6)]
    public unsafe void Hop_limit_is_told_as_it_arrived(AddressFamily family)
    {
        using var first = Open(_pair.First, family);
        using var second = Open(_pair.Second, family);
        var batch = new ReceiveBatch();
        var source = family == AddressFamily.IPv4 ? FirstAddress : LinkLocalOf(_pair.First);
        var (level, option) = family == AddressFamily.IPv4
            ? (LibC.IPPROTO_IP, LibC.IP_MULTICAST_TTL)
            : (LibC.IPPROTO_IPV6, LibC.IPV6_MULTICAST_HOPS);
        var hops = 64;
        Assert.Equal(0, LibC.setsockopt(first.Descriptor, level, option, &hops, sizeof(int)));

        first.Send(Message, source, VrrpGroup.Of(family));

        Assert.Equal(1, ReceiveSome(second, batch));
        Assert.Equal(64, batch[0].TimeToLive);
    }

    [Theory]
    [InlineData(AddressFamily.IPv4, null, false)]
    [InlineData(AddressFamily.IPv4, 0xC3, false)] // A switch has marked congestion.
    [InlineData(AddressFamily.IPv4, 0xC0, true)]
    [InlineData(AddressFamily.IPv6, null, false)]
    [InlineData(AddressFamily.IPv6, 0xC0, true)]
    public unsafe void Sender_without_the_mark_is_of_another_maker(AddressFamily family, int? trafficClass, bool isOther)
    {
        using var first = Open(_pair.First, family);
        using var second = Open(_pair.Second, family);
        var batch = new ReceiveBatch();
        var source = family == AddressFamily.IPv4 ? FirstAddress : LinkLocalOf(_pair.First);
        var (level, option) = family == AddressFamily.IPv4
            ? (LibC.IPPROTO_IP, LibC.IP_TOS)
            : (LibC.IPPROTO_IPV6, LibC.IPV6_TCLASS);
        if (trafficClass is { } value)
            Assert.Equal(0, LibC.setsockopt(first.Descriptor, level, option, &value, sizeof(int)));

        first.Send(Message, source, VrrpGroup.Of(family));

        Assert.Equal(1, ReceiveSome(second, batch));
        Assert.Equal(isOther, batch[0].IsOfOtherMaker);
    }

    [Theory]
    [InlineData(AddressFamily.IPv4)]
    [InlineData(AddressFamily.IPv6)]
    public void Of_all_virtual_routers_those_that_are_listened_for_are_heard(AddressFamily family)
    {
        using var first = Open(_pair.First, family);
        using var second = Open(_pair.Second, family);
        byte[][] sets = [[1, 31, 32, 33, 64, 200, 255], [], [52], [.. Enumerable.Range(1, 255).Select(id => (byte)id)]];
        foreach (var listened in sets)
        {
            second.ListenFor(listened);
            Assert.Equal(listened, Heard(first, second, OfEachVirtualRouter()).Select(payload => payload[1]));
        }
    }

    [Theory]
    [InlineData(AddressFamily.IPv4)]
    [InlineData(AddressFamily.IPv6)]
    public void Either_version_and_what_is_too_short_to_be_anybodys_are_heard(AddressFamily family)
    {
        using var first = Open(_pair.First, family);
        using var second = Open(_pair.Second, family);
        byte[] foreign = [0x31, 53, 100, 1, 0, 100, 0, 0];
        byte[] newer = [0x31, 52, 100, 1, 0, 100, 0, 0];

        // Over IPv6 the kernel writes a checksum into what it sends, and refuses what has no room for it.
        byte[][] sent = family == AddressFamily.IPv4 ? [Message, foreign, newer, [0x21], Message] : [Message, foreign, newer, Message];
        second.ListenFor([52]);
        var lengths = sent.Where(message => message != foreign).Select(message => message.Length);
        Assert.Equal(lengths, Heard(first, second, sent).Select(payload => payload.Length));
    }

    [Fact]
    public unsafe void The_virtual_router_id_is_found_behind_options_of_the_IPv4_header()
    {
        using var first = Open(_pair.First, AddressFamily.IPv4);
        using var second = Open(_pair.Second, AddressFamily.IPv4);
        var options = stackalloc byte[] { 0x94, 4, 0, 0, 1, 1, 1, 1 }; // Router alert, and no operation four times.
        Assert.Equal(0, LibC.setsockopt(first.Descriptor, LibC.IPPROTO_IP, LibC.IP_OPTIONS, options, 8));
        second.ListenFor([52]);
        Assert.Equal(52, Assert.Single(Heard(first, second, OfEachVirtualRouter()))[1]);
    }

    [Fact]
    public void Unicast_arrives_too()
    {
        using var first = Open(_pair.First, AddressFamily.IPv4);
        using var second = Open(_pair.Second, AddressFamily.IPv4);
        var batch = new ReceiveBatch();

        first.Send(Message, FirstAddress, SecondAddress);

        Assert.Equal(1, ReceiveSome(second, batch));
        AssertPacket(batch[0], FirstAddress, SecondAddress, second.InterfaceIndex);
    }

    [Fact]
    public void Source_is_the_address_asked_for_though_another_comes_first()
    {
        Ip(_pair.First, "address", "add", "192.168.6.111/24", "dev", "eth0");
        using var first = Open(_pair.First, AddressFamily.IPv4);
        using var second = Open(_pair.Second, AddressFamily.IPv4);
        var batch = new ReceiveBatch();

        first.Send(Message, Address("192.168.6.111"), VrrpGroup.IPv4);

        Assert.Equal(1, ReceiveSome(second, batch));
        Assert.Equal(Address("192.168.6.111"), batch[0].Source);
    }

    [Fact]
    public void Source_that_is_not_there_is_refused_with_a_reason()
    {
        using var first = Open(_pair.First, AddressFamily.IPv4);

        Assert.False(first.TrySend(Message, Address("192.168.6.77"), VrrpGroup.IPv4, out var errorNumber));

        // Which of the two it is depends on the kernel's version.
        Assert.True(errorNumber is Errno.EINVAL or Errno.ENETUNREACH, Errno.NameOf(errorNumber));
        var fault = Assert.Throws<LinuxException>(() => first.Send(Message, Address("192.168.6.77"), VrrpGroup.IPv4));
        Assert.Equal(errorNumber, fault.ErrorNumber);
        Assert.Contains("192.168.6.77", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_takes_many_packets_at_once_and_in_order()
    {
        using var first = Open(_pair.First, AddressFamily.IPv4);
        using var second = Open(_pair.Second, AddressFamily.IPv4);
        var batch = new ReceiveBatch(16);
        for (byte number = 0; number < 20; number++)
            first.Send([0x21, number, .. Message.AsSpan(2)], FirstAddress, VrrpGroup.IPv4);

        var seen = new List<byte>();
        Eventually.True(
            () =>
            {
                for (int index = 0, count = second.Receive(batch); index < count; index++)
                    seen.Add(batch[index].Payload[1]);
                return seen.Count == 20;
            },
            "20 packets");

        Assert.Equal(Enumerable.Range(0, 20).Select(number => (byte)number), seen);
        Assert.Equal(0, batch.Malformed);
    }

    [Theory]
    [InlineData(AddressFamily.IPv4)]
    [InlineData(AddressFamily.IPv6)]
    public void A_batch_arrives_in_order_each_packet_from_its_own_source(AddressFamily family)
    {
        using var first = Open(_pair.First, family);
        using var second = Open(_pair.Second, family);
        var own = family == AddressFamily.IPv4 ? FirstAddress : LinkLocalOf(_pair.First);
        var other = AddSecond(family);
        var batch = new SendBatch(Message.Length);
        for (byte number = 0; number < batch.Capacity; number++)
        {
            Message.CopyTo(batch.Room);
            batch.Room[1] = number;
            batch.Add(Message.Length, number % 2 == 0 ? own : other, VrrpGroup.Of(family));
        }

        first.Send(batch);
        Assert.True(batch.IsFull);
        Assert.All(Enumerable.Range(0, batch.Count), index => Assert.Equal(0, batch.Error(index)));
        var received = ReceiveAll(second, batch.Count);
        for (var index = 0; index < batch.Count; index++)
            Assert.Equal(((byte)index, index % 2 == 0 ? own : other), received[index]);
    }

    [Fact]
    public void Packets_of_a_batch_that_are_refused_keep_their_errors_and_the_others_arrive()
    {
        using var first = Open(_pair.First, AddressFamily.IPv4);
        using var second = Open(_pair.Second, AddressFamily.IPv4);
        var nobody = IpAddress.FromIPv4(0xC0A80A63);
        var batch = new SendBatch(Message.Length);
        foreach (var source in new[] { nobody, FirstAddress, nobody, nobody, FirstAddress, FirstAddress, nobody })
        {
            Message.CopyTo(batch.Room);
            batch.Add(Message.Length, source, VrrpGroup.IPv4);
        }

        first.Send(batch);
        Assert.Equal([true, false, true, true, false, false, true], Enumerable.Range(0, 7).Select(index => batch.Error(index) != 0));
        Assert.Equal(3, ReceiveAll(second, 3).Count);
        batch.Clear();
        Message.CopyTo(batch.Room);
        batch.Add(Message.Length, FirstAddress, VrrpGroup.IPv4);
        first.Send(batch);
        Assert.Equal(0, batch.Error(0));
    }

    [Fact]
    public void Largest_message_of_version_3_fits_and_a_longer_one_is_counted()
    {
        using var first = Open(_pair.First, AddressFamily.IPv4);
        using var second = Open(_pair.Second, AddressFamily.IPv4);
        var batch = new ReceiveBatch();

        first.Send(new byte[AdvertisementCodec.MaximumLength], FirstAddress, VrrpGroup.IPv4);
        Assert.Equal(1, ReceiveSome(second, batch));
        Assert.Equal(AdvertisementCodec.MaximumLength, batch[0].Payload.Length);

        first.Send(new byte[9000], FirstAddress, VrrpGroup.IPv4);
        first.Send(Message, FirstAddress, VrrpGroup.IPv4);
        Assert.Equal(1, ReceiveSome(second, batch));
        Assert.Equal(1, batch.Malformed);
        Assert.Equal(Message, batch[0].Payload.ToArray());
    }

    [Theory]
    [InlineData(AddressFamily.IPv4)]
    [InlineData(AddressFamily.IPv6)]
    public void Interface_down_and_up_again_still_hears_the_group(AddressFamily family)
    {
        using var first = Open(_pair.First, family);
        using var second = Open(_pair.Second, family);
        var batch = new ReceiveBatch();

        Ip(_pair.Second, "link", "set", "eth0", "down");
        Ip(_pair.Second, "link", "set", "eth0", "up");
        second.Rejoin();
        _pair.AwaitUsable();

        var source = family == AddressFamily.IPv4 ? FirstAddress : LinkLocalOf(_pair.First);
        Eventually.True(
            () => first.TrySend(Message, source, VrrpGroup.Of(family), out _) && second.Receive(batch) > 0,
            "a packet after the interface came back");
        Assert.Equal(source, batch[0].Source);
    }

    [Fact]
    public void Sending_on_a_dead_interface_is_refused_without_an_exception()
    {
        using var first = Open(_pair.First, AddressFamily.IPv4);
        Ip(_pair.First, "link", "set", "eth0", "down");

        Assert.False(first.TrySend(Message, FirstAddress, VrrpGroup.IPv4, out var errorNumber));

        Assert.True(errorNumber is Errno.ENETDOWN or Errno.ENETUNREACH or Errno.ENODEV, Errno.NameOf(errorNumber));
    }

    [Fact]
    public void Interface_that_does_not_exist_is_named()
    {
        var fault = Assert.Throws<LinuxException>(() => In(_pair.First, () => new VrrpSocket("eth7", 99, AddressFamily.IPv4)));

        Assert.Equal(Errno.ENODEV, fault.ErrorNumber);
        Assert.Contains("'eth7'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Receiving_and_sending_allocate_nothing()
    {
        using var first = Open(_pair.First, AddressFamily.IPv4);
        using var second = Open(_pair.Second, AddressFamily.IPv4);
        var batch = new ReceiveBatch();
        var source = FirstAddress;
        var sending = new SendBatch(Message.Length);
        var payloadBytes = 0;
        long allocated = 0;
        for (var round = 0; round < 200; round++)
        {
            // The first rounds load code.
            if (round == 100) allocated = GC.GetAllocatedBytesForCurrentThread();
            first.TrySend(Message, source, VrrpGroup.IPv4, out _);
            Message.CopyTo(sending.Room);
            sending.Add(Message.Length, source, VrrpGroup.IPv4);
            first.Send(sending);
            sending.Clear();
            for (int index = 0, count = second.Receive(batch); index < count; index++)
                payloadBytes += batch[index].Payload.Length;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);
        Assert.True(payloadBytes > 0);
    }

    private static VrrpSocket Open(string name, AddressFamily family) => In(name, () =>
    {
        using var netlink = new RouteNetlink();
        return new VrrpSocket("eth0", netlink.FindLink("eth0")!.Index, family);
    });

    /// <summary>A second address of the first node, of the family its socket sends from.</summary>
    private IpAddress AddSecond(AddressFamily family)
    {
        var (text, length) = family == AddressFamily.IPv4 ? ("192.168.6.111", 24) : ("fe80::6:111", 64);
        string[] flags = family == AddressFamily.IPv4 ? [] : ["nodad"];
        Ip(_pair.First, ["address", "add", $"{text}/{length}", "dev", "eth0", .. flags]);
        return Address(text);
    }

    /// <summary>
    /// The packets the other end hears of all that are sent, in their order. Another socket there, which hears everything,
    /// tells when the last one and one behind it have come.
    /// </summary>
    private List<byte[]> Heard(VrrpSocket first, VrrpSocket second, IEnumerable<byte[]> messages)
    {
        using var witness = Open(_pair.Second, first.Family);
        var source = first.Family == AddressFamily.IPv4 ? FirstAddress : LinkLocalOf(_pair.First);
        var sent = messages.ToArray();
        foreach (var message in sent) first.Send(message, source, VrrpGroup.Of(first.Family));
        ReceiveAll(witness, sent.Length);
        first.Send([0x31, 0, 100, 1, 0, 100, 0, 0], source, VrrpGroup.Of(first.Family));
        ReceiveAll(witness, 1);
        var batch = new ReceiveBatch();
        var heard = new List<byte[]>();
        while (second.Receive(batch) is var count and > 0)
        {
            for (var index = 0; index < count; index++) heard.Add(batch[index].Payload.ToArray());
        }

        return heard;
    }

    private static IEnumerable<byte[]> OfEachVirtualRouter() => Enumerable.Range(1, 255).Select(id =>
    {
        var message = Message.ToArray();
        message[1] = (byte)id;
        return message;
    });

    private static List<(byte VirtualRouterId, IpAddress Source)> ReceiveAll(VrrpSocket socket, int count)
    {
        var batch = new ReceiveBatch();
        var seen = new List<(byte, IpAddress)>();
        Eventually.True(
            () =>
            {
                for (int index = 0, filled = socket.Receive(batch); index < filled; index++)
                    seen.Add((batch[index].Payload.Length > 1 ? batch[index].Payload[1] : (byte)0, batch[index].Source));
                return seen.Count >= count;
            },
            $"{count} packets");
        return seen;
    }

    private static int ReceiveSome(VrrpSocket socket, ReceiveBatch batch)
    {
        using var epoll = new Epoll();
        epoll.Add(socket.Descriptor, EpollEvents.Readable, 1);
        Span<EpollReady> ready = stackalloc EpollReady[1];
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.Equal(1, epoll.Wait(ready, Duration.FromSeconds(20)));
            var count = socket.Receive(batch);
            if (count > 0) return count;
        }

        return 0;
    }

    private static void AssertPacket(ReceivedPacket packet, IpAddress source, IpAddress destination, int index)
    {
        Assert.Equal(source, packet.Source);
        Assert.Equal(destination, packet.Destination);
        Assert.Equal(255, packet.TimeToLive);
        Assert.Equal(index, packet.InterfaceIndex);
        Assert.Equal(Message, packet.Payload.ToArray());
    }
}
