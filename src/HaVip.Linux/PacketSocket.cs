using System.Buffers.Binary;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// Sends complete Ethernet frames (gratuitous ARP, neighbour advertisements) on any interface of the network namespace
/// it was opened in. Receives nothing: its protocol is 0, so the kernel copies no packet for it.
/// </summary>
/// <param name="mark">What packet filters see at each frame ('meta mark'); takes CAP_NET_ADMIN where it is not 0.</param>
/// <exception cref="LinuxException">No CAP_NET_RAW, or no right to mark.</exception>
public sealed unsafe class PacketSocket(uint mark = 0) : IDisposable
{
    private const int HeaderLength = 14;
    private const int EtherTypeOffset = 12;
    private const int MacLength = 6;

    private readonly FileDescriptor _descriptor = Open(mark);

    /// <summary>Sends one frame as it is, source address included.</summary>
    /// <exception cref="LinuxException">See <see cref="TrySend"/>.</exception>
    public void Send(int interfaceIndex, ReadOnlySpan<byte> frame)
    {
        if (!TrySend(interfaceIndex, frame, out var errorNumber))
            throw new LinuxException($"send a frame on interface {interfaceIndex}", errorNumber);
    }

    /// <summary>
    /// As <see cref="Send"/>, without an exception for ENXIO (no such interface), ENETDOWN (it is down), ENOBUFS and
    /// EAGAIN (its queue is full), EMSGSIZE (longer than its MTU).
    /// </summary>
    public bool TrySend(int interfaceIndex, ReadOnlySpan<byte> frame, out int errorNumber)
    {
        if (frame.Length < HeaderLength) throw new ArgumentException("A frame has a header of 14 bytes.", nameof(frame));
        var etherType = BinaryPrimitives.ReadUInt16BigEndian(frame[EtherTypeOffset..]);
        var name = new sockaddr_ll
        {
            sll_family = (ushort)AF_PACKET,
            sll_protocol = htons(etherType),
            sll_ifindex = interfaceIndex,
            sll_halen = MacLength,
        };
        frame[..MacLength].CopyTo(new Span<byte>(name.sll_addr, MacLength));
        fixed (byte* bytes = frame)
        {
            var sent = (long)sendto(
                _descriptor.Number, bytes, frame.Length, MSG_DONTWAIT | MSG_NOSIGNAL, (sockaddr*)&name, sizeof(sockaddr_ll));
            errorNumber = sent < 0 ? errno : 0;
            return sent >= 0;
        }
    }

    public void Dispose() => _descriptor.Dispose();

    private static FileDescriptor Open(uint mark)
    {
        var descriptor = FileDescriptor.Take(
            socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "open a packet socket");
        try
        {
            if (mark != 0) SocketOption.Set(descriptor, SOL_SOCKET, SO_MARK, mark, nameof(SO_MARK));
            return descriptor;
        }
        catch
        {
            descriptor.Dispose();
            throw;
        }
    }
}
