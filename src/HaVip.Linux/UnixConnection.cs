using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>One accepted connection of a <see cref="UnixListener"/>; never blocks.</summary>
public sealed unsafe class UnixConnection : IDisposable
{
    /// <summary>SO_PEERGROUPS, which Tmds.LibC has no name for.</summary>
    private const int PeerGroups = 59;

    /// <summary>Whoever is in more groups is in none of them here.</summary>
    private const int MaximumGroups = 1024;

    private readonly FileDescriptor _descriptor;

    private UnixConnection(FileDescriptor descriptor, PeerCredentials peer)
    {
        _descriptor = descriptor;
        Peer = peer;
    }

    /// <summary>Asks the kernel who is at the other end.</summary>
    internal static UnixConnection Of(FileDescriptor descriptor, string path)
    {
        ucred credentials = default;
        socklen_t length = sizeof(ucred);
        if (getsockopt(descriptor.Number, SOL_SOCKET, SO_PEERCRED, &credentials, &length) == 0)
            return new UnixConnection(descriptor, new PeerCredentials(credentials.pid, credentials.uid, credentials.gid));
        var fault = LinuxException.Last($"ask who connected at {path}");
        descriptor.Dispose();
        throw fault;
    }

    /// <summary>One that the program before this one left open.</summary>
    public static UnixConnection Inherit(string path, int descriptor) =>
        Of(InheritedFile.TakeSocket(descriptor, $"a connection at {path}"), path);

    public PeerCredentials Peer { get; }

    /// <summary>For <see cref="Epoll.Add"/>.</summary>
    public int Descriptor => _descriptor.Number;

    /// <summary>Whether the group was one of the peer's, also of its further ones, when it connected (SO_PEERGROUPS).</summary>
    public bool IsPeerIn(uint group)
    {
        if (Peer.GroupId == group) return true;
        var groups = stackalloc uint[MaximumGroups];
        socklen_t length = sizeof(uint) * MaximumGroups;
        if (getsockopt(Descriptor, SOL_SOCKET, PeerGroups, groups, &length) != 0)
            throw LinuxException.Last("ask for the groups of who connected");
        return new ReadOnlySpan<uint>(groups, (int)length / sizeof(uint)).Contains(group);
    }

    /// <summary>Takes what is there, at most what fits.</summary>
    public TransferStatus Read(Span<byte> buffer, out int count)
    {
        ArgumentOutOfRangeException.ThrowIfZero(buffer.Length);
        fixed (byte* bytes = buffer)
        {
            var received = (long)recv(Descriptor, bytes, buffer.Length, MSG_DONTWAIT);
            return Complete(received, out count, "read from a control connection");
        }
    }

    /// <summary>Gives what fits into the connection's buffer; the count says how much of it went.</summary>
    public TransferStatus Write(ReadOnlySpan<byte> buffer, out int count)
    {
        ArgumentOutOfRangeException.ThrowIfZero(buffer.Length);
        fixed (byte* bytes = buffer)
        {
            var sent = (long)send(Descriptor, bytes, buffer.Length, MSG_DONTWAIT | MSG_NOSIGNAL);
            return Complete(sent, out count, "write to a control connection");
        }
    }

    public void Dispose() => _descriptor.Dispose();

    private static TransferStatus Complete(long result, out int count, string operation)
    {
        count = (int)Math.Max(0, result);
        if (result > 0) return TransferStatus.Done;
        if (result == 0) return TransferStatus.Closed;
        return errno switch
        {
            Errno.EAGAIN or Errno.EINTR => TransferStatus.WouldBlock,
            Errno.EPIPE or Errno.ECONNRESET => TransferStatus.Closed,
            _ => throw LinuxException.Last(operation),
        };
    }
}
