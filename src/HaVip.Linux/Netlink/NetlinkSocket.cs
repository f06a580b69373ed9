using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux.Netlink;

/// <summary>A netlink socket: believes only the kernel, and never takes half a datagram.</summary>
internal sealed unsafe class NetlinkSocket : IDisposable
{
    // The kernel's own limit for what one datagram of a dump may hold is 32 KiB.
    private const int BufferSize = 64 * 1024;

    private readonly FileDescriptor _descriptor;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize, pinned: true);

    /// <param name="groups">Bits of RTMGRP_; with any of them the socket is for listening and does not block.</param>
    /// <param name="protocol">NETLINK_ROUTE or NETLINK_NETFILTER.</param>
    public NetlinkSocket(uint groups, int protocol = NetlinkConstants.NETLINK_ROUTE)
    {
        var type = SOCK_RAW | SOCK_CLOEXEC | (groups == 0 ? 0 : SOCK_NONBLOCK);
        _descriptor = FileDescriptor.Take(socket(AF_NETLINK, type, protocol), "open a netlink socket");
        try
        {
            SocketOption.GrowReceiveBuffer(_descriptor, 4 * 1024 * 1024);
            var name = new NetlinkAddress { nl_family = (ushort)AF_NETLINK, nl_groups = groups };
            LinuxException.ThrowIfFailed(
                bind(_descriptor.Number, (sockaddr*)&name, sizeof(NetlinkAddress)), "bind a netlink socket");
        }
        catch
        {
            _descriptor.Dispose();
            throw;
        }
    }

    private NetlinkSocket(FileDescriptor descriptor) => _descriptor = descriptor;

    /// <summary>The one that the program before this one left open: what the kernel keeps for it goes on.</summary>
    public static NetlinkSocket Inherit(int descriptor) => new(InheritedFile.TakeSocket(descriptor, "a netlink socket"));

    public int Descriptor => _descriptor.Number;

    /// <summary>Asks for explanations of errors and strict filters, and bounds every wait for an answer.</summary>
    public void ConfigureRequests(int timeoutSeconds)
    {
        SocketOption.TrySet(_descriptor, SOL_NETLINK, SocketOption.NetlinkExtendedAck, 1);
        SocketOption.TrySet(_descriptor, SOL_NETLINK, SocketOption.NetlinkCapAck, 1);
        SocketOption.TrySet(_descriptor, SOL_NETLINK, SocketOption.NetlinkStrictCheck, 1);
        var timeout = new timespec { tv_sec = timeoutSeconds }; // A timeval has the same shape while the rest is 0.
        SocketOption.Set(_descriptor, SOL_SOCKET, SO_RCVTIMEO, timeout, nameof(SO_RCVTIMEO));
        SocketOption.Set(_descriptor, SOL_SOCKET, SO_SNDTIMEO, timeout, nameof(SO_SNDTIMEO));
    }

    /// <summary>
    /// Has the kernel leave out what it reports of addresses of this origin that come; one that cannot reports it, and the
    /// reader leaves it out.
    /// </summary>
    public void IgnoreRenewals(byte protocol) => RenewalFilter.TryAttach(_descriptor, protocol);

    public void Send(ReadOnlySpan<byte> messages, string operation)
    {
        var kernel = new NetlinkAddress { nl_family = (ushort)AF_NETLINK };
        fixed (byte* bytes = messages)
        {
            long sent;
            do sent = (long)sendto(Descriptor, bytes, messages.Length, 0, (sockaddr*)&kernel, sizeof(NetlinkAddress));
            while (sent < 0 && errno == Errno.EINTR);
            LinuxException.ThrowIfFailed(sent, operation);
        }
    }

    /// <summary>Waits for one datagram of the kernel's, as long as <see cref="ConfigureRequests"/> said.</summary>
    public ReadOnlySpan<byte> Receive(string operation)
    {
        if (TryReceive(out var datagram, out var errorNumber)) return datagram;
        throw new LinuxException(operation, errorNumber == Errno.EAGAIN ? Errno.ETIMEDOUT : errorNumber);
    }

    /// <summary>Takes one datagram of the kernel's; one of anybody else's comes out empty.</summary>
    /// <param name="datagram">Borrowed until the next call.</param>
    /// <param name="errorNumber">0, or why there is none: EAGAIN (none within the time), ENOBUFS (some were lost).</param>
    public bool TryReceive(out ReadOnlySpan<byte> datagram, out int errorNumber)
    {
        datagram = default;
        NetlinkAddress name = default;
        fixed (byte* bytes = _buffer)
        {
            var vector = new iovec { iov_base = bytes, iov_len = BufferSize };
            var message = new msghdr
            {
                msg_name = &name,
                msg_namelen = sizeof(NetlinkAddress),
                msg_iov = &vector,
                msg_iovlen = 1,
            };
            long received;
            do received = (long)recvmsg(Descriptor, &message, 0);
            while (received < 0 && errno == Errno.EINTR);
            errorNumber = received < 0 ? errno : 0;
            if (received < 0) return false;
            if ((message.msg_flags & MSG_TRUNC) != 0)
            {
                errorNumber = Errno.ENOBUFS;
                return false;
            }

            if (name.nl_pid == 0) datagram = _buffer.AsSpan(0, (int)received);
            return true;
        }
    }

    public void Dispose() => _descriptor.Dispose();
}
