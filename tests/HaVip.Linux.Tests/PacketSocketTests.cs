using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux.Native;
using HaVip.Linux.Netlink;
using Tmds.Linux;
using static HaVip.Linux.Tests.NamespacePair;
using static Tmds.Linux.LibC;

namespace HaVip.Linux.Tests;

public sealed class PacketSocketTests : IDisposable
{
    private const ushort ArpType = 0x0806;

    private readonly NamespacePair _pair = new();

    public void Dispose() => _pair.Dispose();

    [Fact]
    public void Gratuitous_arp_arrives_byte_for_byte_and_is_learnt()
    {
        var index = _pair.FirstIndex;
        using var sender = In(_pair.First, () => new PacketSocket());
        using var ear = Listen(_pair.Second);
        var mac = In(_pair.First, () =>
        {
            using var netlink = new RouteNetlink();
            return netlink.FindLink("eth0")!.MacAddress;
        });
        Ip(_pair.Second, "neighbour", "add", "192.168.6.99", "lladdr", "02:00:00:00:00:01", "dev", "eth0", "nud", "stale");
        var frame = new byte[GratuitousArp.Length];
        GratuitousArp.Write(frame, mac, Address("192.168.6.99"));

        sender.Send(index, frame);

        var received = new byte[256];
        var length = 0;
        Eventually.True(
            () =>
            {
                length = ReceiveFrame(ear, received);
                return length > 0 && received.AsSpan(0, length).StartsWith(frame);
            },
            "the frame");
        Eventually.True(
            () => Ip(_pair.Second, "neighbour", "show", "192.168.6.99").Contains(mac.ToString(), StringComparison.Ordinal),
            "the neighbour to learn");
    }

    [Fact]
    public void Interface_down_or_missing_is_refused_without_an_exception()
    {
        var index = _pair.FirstIndex;
        using var sender = In(_pair.First, () => new PacketSocket());
        Ip(_pair.First, "link", "set", "eth0", "down");

        Assert.False(sender.TrySend(index, new byte[60], out var down));
        Assert.False(sender.TrySend(9999, new byte[60], out var missing));

        Assert.Equal(Errno.ENETDOWN, down);
        Assert.Equal(Errno.ENXIO, missing);
        Assert.Equal(Errno.ENXIO, Assert.Throws<LinuxException>(() => sender.Send(9999, new byte[60])).ErrorNumber);
    }

    [Fact]
    public void Sending_allocates_nothing()
    {
        var index = _pair.FirstIndex;
        using var sender = In(_pair.First, () => new PacketSocket());
        var frame = new byte[60];
        long before = 0;
        for (var round = 0; round < 200; round++)
        {
            if (round == 100) before = GC.GetAllocatedBytesForCurrentThread();
            sender.TrySend(index, frame, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Frame_without_a_header_is_a_programming_error()
    {
        using var sender = In(_pair.First, () => new PacketSocket());

        Assert.Throws<ArgumentException>(() => sender.Send(1, new byte[13]));
    }

    private static unsafe FileDescriptor Listen(string name) => In(name, () => FileDescriptor.Take(
        socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK, htons(ArpType)), "listen for ARP"));

    private static unsafe int ReceiveFrame(FileDescriptor ear, byte[] buffer)
    {
        fixed (byte* bytes = buffer)
            return (int)Math.Max(0, (long)recv(ear.Number, bytes, buffer.Length, 0));
    }
}
