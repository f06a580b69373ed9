using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux.Netlink;
using static HaVip.Linux.Tests.NamespacePair;

namespace HaVip.Linux.Tests;

public sealed class AdvertisementCaptureTests : IDisposable
{
    private static readonly byte[] Message = [0x21, 52, 100, 1, 0, 1, 0xBA, 0x52, 192, 168, 7, 100, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly NamespacePair _pair = new();

    public void Dispose() => _pair.Dispose();

    [Theory]
    [InlineData(AddressFamily.IPv4)]
    [InlineData(AddressFamily.IPv6)]
    public void Packet_is_seen_going_out_and_coming_in(AddressFamily family)
    {
        using var sending = Capture(_pair.First);
        using var receiving = Capture(_pair.Second);
        using var socket = In(_pair.First, () => new VrrpSocket("eth0", _pair.FirstIndex, family));
        var source = family == AddressFamily.IPv4 ? FirstAddress : LinkLocalOf(_pair.First);

        socket.Send(Message, source, VrrpGroup.Of(family));

        var mac = MacOf(_pair.First);
        var (outgoing, incoming) = (Take(sending), Take(receiving));
        Assert.Equal((true, false), (outgoing.IsOutgoing, incoming.IsOutgoing));
        foreach (var seen in new[] { outgoing, incoming })
        {
            Assert.Equal((source, VrrpGroup.Of(family), 255, mac), (seen.Source, seen.Destination, seen.TimeToLive, seen.Mac));
            Assert.Equal(Message.Length, seen.Payload.Length);
            Assert.Equal(Message[..6], seen.Payload[..6]);
        }

        Assert.InRange(incoming.UnixMicroseconds - outgoing.UnixMicroseconds, 0, 60_000_000);
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - (outgoing.UnixMicroseconds / 1_000_000), -60, 60);
    }

    [Fact]
    public void What_no_socket_of_the_protocol_is_given_is_seen_and_nothing_else()
    {
        using var capture = Capture(_pair.Second);
        using var sender = In(_pair.First, () => new PacketSocket());

        sender.Send(_pair.FirstIndex, Frame([0x08, 0x00], IPv4Packet(protocol: 17, [1])));
        sender.Send(_pair.FirstIndex, Frame([0x81, 0x00, 0x00, 0x05, 0x08, 0x00], IPv4Packet(protocol: 112, [2])));
        sender.Send(_pair.FirstIndex, Frame([0x08, 0x00], IPv4Packet(protocol: 112, [3], fragmentOffset: 100)));
        sender.Send(_pair.FirstIndex, Frame([0x08, 0x00], IPv4Packet(protocol: 112, [4], totalLength: 60_000)));
        sender.Send(_pair.FirstIndex, Frame([0x86, 0xDD], IPv6Packet([0x31, 52, 100, 0, 0, 100, 1, 2])));
        sender.Send(_pair.FirstIndex, Frame([0x08, 0x00], IPv4Packet(protocol: 112, [5])));

        Assert.Equal([0x31, 52, 100, 0, 0, 100, 1, 2], Take(capture).Payload);
        Assert.Equal([5], Take(capture).Payload);
    }

    [Fact]
    public void Interface_that_was_down_is_heard_again_when_it_is_up()
    {
        using var capture = Capture(_pair.Second);
        using var socket = In(_pair.First, () => new VrrpSocket("eth0", _pair.FirstIndex, AddressFamily.IPv4));
        Ip(_pair.Second, "link", "set", "eth0", "down");

        Assert.Equal(Errno.ENETDOWN, Assert.Throws<LinuxException>(() => capture.TryTake(out _)).ErrorNumber);

        Ip(_pair.Second, "link", "set", "eth0", "up");
        _pair.AwaitUsable();
        Eventually.True(
            () =>
            {
                socket.TrySend(Message, FirstAddress, VrrpGroup.IPv4, out _);
                return capture.TryTake(out var captured) && captured.Packet.Payload.Length == Message.Length;
            },
            "a packet");
    }

    [Fact]
    public void Group_is_joined_for_as_long_as_the_membership_lives()
    {
        bool IsMember() => Ip(_pair.First, "maddress", "show", "dev", "eth0")
            .Contains("224.0.0.18", StringComparison.Ordinal);
        Assert.False(IsMember());

        using (In(_pair.First, () => GroupMembership.TryJoin("eth0", _pair.FirstIndex, AddressFamily.IPv4)!))
            Assert.True(IsMember());

        Assert.False(IsMember());
    }

    [Fact]
    public void Family_that_the_interface_has_not_got_has_no_group()
    {
        // Less than IPv6 needs (RFC 8200 section 5): the kernel takes it off the interface.
        Ip(_pair.First, "link", "set", "eth0", "mtu", "1000");

        Assert.Null(In(_pair.First, () => GroupMembership.TryJoin("eth0", _pair.FirstIndex, AddressFamily.IPv6)));
    }

    private static AdvertisementCapture Capture(string name) => In(name, () =>
    {
        using var netlink = new RouteNetlink();
        return new AdvertisementCapture("eth0", netlink.FindLink("eth0")!.Index);
    });

    private static MacAddress MacOf(string name) => In(name, () =>
    {
        using var netlink = new RouteNetlink();
        return netlink.FindLink("eth0")!.MacAddress;
    });

    private static Seen Take(AdvertisementCapture capture)
    {
        Seen? seen = null;
        Eventually.True(
            () =>
            {
                if (!capture.TryTake(out var captured)) return false;
                var packet = captured.Packet;
                seen = new Seen(
                    captured.IsOutgoing, captured.UnixMicroseconds, captured.SourceMac, packet.Source, packet.Destination,
                    packet.TimeToLive, packet.Payload.ToArray());
                return true;
            },
            "a packet");
        return seen!;
    }

    private static byte[] Frame(byte[] type, byte[] packet) =>
        [0x01, 0x00, 0x5E, 0x00, 0x00, 0x12, 2, 0, 0, 0, 0, 1, .. type, .. packet];

    private static byte[] IPv4Packet(byte protocol, byte[] payload, ushort fragmentOffset = 0, ushort? totalLength = null)
    {
        var length = totalLength ?? (ushort)(20 + payload.Length);
        return
        [
            0x45, 0, (byte)(length >> 8), (byte)length, 0, 0, (byte)(fragmentOffset >> 8), (byte)fragmentOffset,
            255, protocol, 0, 0, 192, 168, 6, 110, 224, 0, 0, 18, .. payload,
        ];
    }

    private static byte[] IPv6Packet(byte[] payload) =>
    [
        0x60, 0, 0, 0, 0, (byte)payload.Length, 112, 255,
        0xFE, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
        0xFF, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x12, .. payload,
    ];

    private sealed record Seen(
        bool IsOutgoing, long UnixMicroseconds, MacAddress Mac, IpAddress Source, IpAddress Destination, byte TimeToLive,
        byte[] Payload);
}
