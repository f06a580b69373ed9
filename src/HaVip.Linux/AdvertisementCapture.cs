using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// Sees every VRRP packet that comes in or goes out on one interface, those included that no socket of the protocol is
/// given: with a wrong IPv6 checksum, or too short. Takes nothing from anybody and sends nothing.
/// </summary>
/// <remarks>Belongs to the network namespace of the thread that opened it.</remarks>
public sealed unsafe class AdvertisementCapture : IDisposable
{
    private const int AllProtocols = 3;
    private const int MacLength = 6;
    private const int ControlSize = 64;

    private readonly byte[] _buffer = GC.AllocateArray<byte>(64 * 1024, pinned: true);
    private readonly FileDescriptor _descriptor;

    /// <exception cref="LinuxException">No such interface, or no CAP_NET_RAW.</exception>
    public AdvertisementCapture(string interfaceName, int interfaceIndex)
    {
        InterfaceName = interfaceName;
        InterfaceIndex = interfaceIndex;
        // Protocol 0 hears nothing: no packet may wait that the filter has not seen.
        _descriptor = FileDescriptor.Take(
            socket(AF_PACKET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "open a packet socket");
        try
        {
            VrrpFilter.Attach(_descriptor);
            SocketOption.Set(_descriptor, SOL_SOCKET, SO_TIMESTAMPNS, 1, nameof(SO_TIMESTAMPNS));
            SocketOption.GrowReceiveBuffer(_descriptor, 512 * 1024);
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

    /// <summary>For <see cref="Epoll.Add"/>, to be watched as readable.</summary>
    public int Descriptor => _descriptor.Number;

    /// <summary>Takes the next packet; false while none waits.</summary>
    /// <exception cref="LinuxException">ENETDOWN, once, when the interface went down or away; it hears again when up.</exception>
    public bool TryTake(out CapturedPacket captured)
    {
        captured = default;
        sockaddr_ll name;
        msghdr header;
        var control = stackalloc byte[ControlSize];
        while (Receive(&name, control, &header) is var length and >= 0)
        {
            if (!TryRead(_buffer.AsSpan(0, length), out var packet)) continue;
            var isEthernet = name.sll_halen == MacLength;
            captured = new CapturedPacket
            {
                Packet = packet,
                IsOutgoing = name.sll_pkttype == PACKET_OUTGOING,
                SourceMac = isEthernet ? MacAddress.FromBytes(new ReadOnlySpan<byte>(name.sll_addr, MacLength)) : default,
                UnixMicroseconds = AncillaryData.ReadTime(&header),
            };
            return true;
        }

        return false;
    }

    public void Dispose() => _descriptor.Dispose();

    private void Bind()
    {
        var name = new sockaddr_ll
        {
            sll_family = (ushort)AF_PACKET,
            sll_protocol = htons(AllProtocols),
            sll_ifindex = InterfaceIndex,
        };
        LinuxException.ThrowIfFailed(
            bind(_descriptor.Number, (sockaddr*)&name, sizeof(sockaddr_ll)), $"listen on {InterfaceName}");
    }

    /// <summary>The length of the packet, or -1 while there is none.</summary>
    private int Receive(sockaddr_ll* name, byte* control, msghdr* header)
    {
        fixed (byte* bytes = _buffer)
        {
            var vector = new iovec { iov_base = bytes, iov_len = _buffer.Length };
            *header = new msghdr
            {
                msg_name = name,
                msg_namelen = sizeof(sockaddr_ll),
                msg_iov = &vector,
                msg_iovlen = 1,
                msg_control = control,
                msg_controllen = ControlSize,
            };
            var length = (long)recvmsg(_descriptor.Number, header, MSG_DONTWAIT);
            if (length >= 0) return (int)length;
            return errno is Errno.EAGAIN or Errno.EINTR ? -1 : throw LinuxException.Last($"listen on {InterfaceName}");
        }
    }

    /// <summary>False where the IP header makes no sense; then nothing behind it does.</summary>
    private bool TryRead(ReadOnlySpan<byte> bytes, out ReceivedPacket packet)
    {
        packet = default;
        if (IPv4Header.TryParse(bytes, out var v4))
        {
            packet = new ReceivedPacket
            {
                InterfaceIndex = InterfaceIndex,
                Source = v4.Source,
                Destination = v4.Destination,
                TimeToLive = v4.TimeToLive,
                Payload = bytes[v4.HeaderLength..v4.TotalLength],
            };
            return true;
        }

        if (!IPv6Header.TryParse(bytes, out var v6)) return false;
        packet = new ReceivedPacket
        {
            InterfaceIndex = InterfaceIndex,
            Source = v6.Source,
            Destination = v6.Destination,
            TimeToLive = v6.HopLimit,
            Payload = bytes.Slice(IPv6Header.Length, v6.PayloadLength),
        };
        return true;
    }
}
