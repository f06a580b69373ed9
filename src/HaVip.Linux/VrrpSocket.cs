using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// The raw socket of one interface and family for IP protocol 112: the group joined, own multicasts not heard, never
/// blocking. Sends and receives without allocating. Sees every packet of the protocol that comes in on the interface,
/// whichever virtual router it is for, until <see cref="ListenFor"/>; the kernel drops IPv6 ones with a wrong checksum before
/// that.
/// </summary>
/// <remarks>
/// Belongs to the network namespace of the thread that opened it. Survives the interface going down and up; one that
/// is removed and comes back has another index and needs another socket.
/// </remarks>
public sealed unsafe partial class VrrpSocket : IDisposable
{
    /// <summary>The protocol number of VRRP (RFC 9568 sections 5.1.1.4 and 5.1.2.4).</summary>
    public const int Protocol = 112;

    private readonly FileDescriptor _descriptor;

    /// <summary>Opens the socket; the interface must exist but need not be up.</summary>
    /// <exception cref="LinuxException">No such interface, or no CAP_NET_RAW.</exception>
    public VrrpSocket(string interfaceName, int interfaceIndex, AddressFamily family)
    {
        ArgumentException.ThrowIfNullOrEmpty(interfaceName);
        if (family is not (AddressFamily.IPv4 or AddressFamily.IPv6))
            throw new ArgumentOutOfRangeException(nameof(family), family, "A socket has one family.");
        InterfaceName = interfaceName;
        InterfaceIndex = interfaceIndex;
        Family = family;
        var domain = family == AddressFamily.IPv4 ? AF_INET : AF_INET6;
        _descriptor = FileDescriptor.Take(
            socket(domain, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, Protocol),
            $"open a raw {family} socket for VRRP");
        try
        {
            // Bound first: no packet of another interface may wait in the queue.
            SocketOption.BindToDevice(_descriptor, interfaceName);
            if (family == AddressFamily.IPv4) ConfigureIPv4();
            else ConfigureIPv6();
            SocketOption.GrowReceiveBuffer(_descriptor, 512 * 1024);
            Join();
        }
        catch
        {
            _descriptor.Dispose();
            throw;
        }
    }

    private VrrpSocket(string interfaceName, int interfaceIndex, AddressFamily family, FileDescriptor descriptor)
    {
        InterfaceName = interfaceName;
        InterfaceIndex = interfaceIndex;
        Family = family;
        _descriptor = descriptor;
    }

    /// <summary>
    /// The one that the program before this one left open, with its membership and with every packet that came meanwhile.
    /// </summary>
    public static VrrpSocket Inherit(string interfaceName, int interfaceIndex, AddressFamily family, int descriptor) =>
        new(interfaceName, interfaceIndex, family, InheritedFile.TakeSocket(descriptor, $"the VRRP socket of {interfaceName}"));

    public string InterfaceName { get; }

    public int InterfaceIndex { get; }

    public AddressFamily Family { get; }

    /// <summary>For <see cref="Epoll.Add"/>, to be watched as readable.</summary>
    public int Descriptor => _descriptor.Number;

    /// <summary>
    /// Has the kernel drop what is of no use here, from now on: packets that wait already are received. A kernel that cannot
    /// lets all pass.
    /// </summary>
    /// <param name="virtualRouterIds">Whose advertisements pass.</param>
    /// <exception cref="LinuxException">The filter of before can be neither changed nor removed.</exception>
    public void ListenFor(IReadOnlyCollection<byte> virtualRouterIds)
    {
        if (VirtualRouterFilter.TryAttach(_descriptor, Family, virtualRouterIds)) return;
        if (!SocketOption.TrySet(_descriptor, SOL_SOCKET, SO_DETACH_FILTER, 0) && errno != Errno.ENOENT)
            throw LinuxException.Last($"change what is heard on {InterfaceName}");
    }

    /// <summary>Takes the packets that are waiting, at most as many as the batch holds.</summary>
    /// <returns>The packets understood; 0 also where only malformed ones were waiting.</returns>
    /// <exception cref="LinuxException">The socket is broken, as after the interface was removed.</exception>
    public int Receive(ReceiveBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var messages = batch.Prepare();
        var filled = Syscalls.ReceiveMessages(Descriptor, messages, (uint)batch.Capacity, MSG_DONTWAIT, null);
        if (filled >= 0) return batch.Complete(filled, Family, InterfaceIndex);
        return errno is Errno.EAGAIN or Errno.EINTR ? 0 : throw LinuxException.Last($"receive on {InterfaceName}");
    }

    /// <summary>Sends one message with TTL or hop limit 255 from exactly this source.</summary>
    /// <exception cref="LinuxException">See <see cref="TrySend"/>.</exception>
    public void Send(ReadOnlySpan<byte> payload, IpAddress source, IpAddress destination)
    {
        if (!TrySend(payload, source, destination, out var errorNumber))
            throw new LinuxException($"send from {source} to {destination} on {InterfaceName}", errorNumber);
    }

    /// <summary>
    /// As <see cref="Send"/>, without an exception for what happens in life: EINVAL, ENETUNREACH or EADDRNOTAVAIL (the
    /// source is not an address of this node), ENETDOWN, ENETUNREACH or ENODEV (the interface is down or gone), ENOBUFS,
    /// EAGAIN (its queue is full), EPERM (a packet filter). IPv6 checksums are written by the kernel.
    /// </summary>
    public bool TrySend(ReadOnlySpan<byte> payload, IpAddress source, IpAddress destination, out int errorNumber)
    {
        if (source.Family != Family || destination.Family != Family)
            throw new ArgumentException($"Source and destination of this socket are {Family}.");
        var control = stackalloc byte[AncillaryData.SendSize];
        sockaddr_in6 name;
        fixed (byte* bytes = payload)
        {
            var vector = new iovec { iov_base = bytes, iov_len = payload.Length };
            var message = new msghdr
            {
                msg_name = &name,
                msg_namelen = SocketName.Write(&name, destination, InterfaceIndex),
                msg_iov = &vector,
                msg_iovlen = 1,
                msg_control = control,
                msg_controllen = AncillaryData.WriteSource(control, source, InterfaceIndex),
            };
            var sent = (long)sendmsg(Descriptor, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
            errorNumber = sent < 0 ? errno : 0;
            return sent >= 0;
        }
    }

    /// <summary>
    /// Sends all packets of a batch in as few calls as it takes, in their order. One that is refused, as
    /// <see cref="TrySend"/> says, keeps its error and does not stop those behind it.
    /// </summary>
    public void Send(SendBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Count > 0 && batch.Source(0).Family != Family)
            throw new ArgumentException($"Source and destination of this socket are {Family}.", nameof(batch));
        var messages = batch.Prepare(InterfaceIndex);
        for (var next = 0; next < batch.Count;)
        {
            var count = (uint)(batch.Count - next);
            var sent = Syscalls.SendMessages(Descriptor, messages + next, count, MSG_DONTWAIT | MSG_NOSIGNAL);

            // The kernel stops at the first that is refused, and says why when that one is the first of a call.
            if (sent > 0) next += sent;
            else batch.SetError(next++, errno);
        }
    }

    /// <summary>
    /// Joins the group anew. For an interface that came back up: some drivers and snooping switches have forgotten the
    /// membership by then, and this makes the kernel report it again.
    /// </summary>
    public void Rejoin()
    {
        Leave();
        Join();
    }

    public void Dispose() => _descriptor.Dispose();
}
