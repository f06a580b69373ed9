using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// Hears on one interface who says that he has one of some addresses: ARP for IPv4, neighbour advertisements for IPv6. A filter
/// in the kernel keeps everything else away. Own frames are not heard.
/// </summary>
/// <remarks>Belongs to the network namespace of the thread that opened it.</remarks>
public sealed unsafe class NeighborSocket : IDisposable
{
    private const ushort IPv6EtherType = 0x86DD;

    // Longer than any neighbour advertisement that is sent; what is cut does not verify.
    private readonly byte[] _buffer = GC.AllocateArray<byte>(2048, pinned: true);
    private readonly FileDescriptor _descriptor;

    /// <summary>Opens a socket that hears nothing yet.</summary>
    /// <exception cref="LinuxException">No such interface, or no CAP_NET_RAW.</exception>
    public NeighborSocket(string interfaceName, int interfaceIndex, AddressFamily family)
    {
        InterfaceName = interfaceName;
        InterfaceIndex = interfaceIndex;
        Family = family;
        // Protocol 0 hears nothing: no packet may wait that the filter has not seen.
        _descriptor = FileDescriptor.Take(
            socket(AF_PACKET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "open a packet socket");
        try
        {
            ListenFor([]);
            Bind();
        }
        catch
        {
            _descriptor.Dispose();
            throw;
        }
    }

    public string InterfaceName { get; }

    public int InterfaceIndex { get; }

    public AddressFamily Family { get; }

    /// <summary>For <see cref="Epoll.Add"/>, to be watched as readable.</summary>
    public int Descriptor => _descriptor.Number;

    /// <summary>Hears claims of exactly these addresses from now on.</summary>
    public void ListenFor(IReadOnlyCollection<IpAddress> addresses) =>
        NeighborFilter.Attach(_descriptor, Family, addresses);

    /// <summary>Takes the next claim; false while none waits.</summary>
    /// <exception cref="LinuxException">The socket is broken; an interface that goes down and comes back does not break it.</exception>
    public bool TryTake(out NeighborClaim claim)
    {
        claim = default;
        while (Receive() is var length and >= 0)
        {
            var packet = _buffer.AsSpan(0, length);
            var read = Family == AddressFamily.IPv4
                ? ArpPacket.TryReadClaim(packet, out claim)
                : NeighborAdvertisement.TryReadClaim(packet, out claim);
            if (read) return true;
        }

        return false;
    }

    public void Dispose() => _descriptor.Dispose();

    private void Bind()
    {
        var name = new sockaddr_ll
        {
            sll_family = (ushort)AF_PACKET,
            sll_protocol = htons(Family == AddressFamily.IPv4 ? ArpPacket.EtherType : IPv6EtherType),
            sll_ifindex = InterfaceIndex,
        };
        LinuxException.ThrowIfFailed(
            bind(_descriptor.Number, (sockaddr*)&name, sizeof(sockaddr_ll)), $"listen for neighbours on {InterfaceName}");
    }

    /// <summary>The length of the packet, or -1 while there is none.</summary>
    private int Receive()
    {
        fixed (byte* bytes = _buffer)
        {
            var length = (long)recv(_descriptor.Number, bytes, _buffer.Length, MSG_DONTWAIT);
            if (length >= 0) return (int)length;
            return errno is Errno.EAGAIN or Errno.EINTR or Errno.ENETDOWN
                ? -1
                : throw LinuxException.Last($"listen for neighbours on {InterfaceName}");
        }
    }
}
