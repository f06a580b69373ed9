using HaVip.Linux.Native;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>One accepted connection of a <see cref="UnixListener"/>; never blocks.</summary>
public sealed unsafe class UnixConnection : IDisposable
{
    private readonly FileDescriptor _descriptor;

    internal UnixConnection(FileDescriptor descriptor, PeerCredentials peer)
    {
        _descriptor = descriptor;
        Peer = peer;
    }

    public PeerCredentials Peer { get; }

    /// <summary>For <see cref="Epoll.Add"/>.</summary>
    public int Descriptor => _descriptor.Number;

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
