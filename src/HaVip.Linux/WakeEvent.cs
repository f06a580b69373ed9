using HaVip.Linux.Native;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>
/// Wakes an <see cref="Epoll"/> from any thread (an eventfd): readable from <see cref="Signal"/> to <see cref="Drain"/>.
/// Signals join; what they are about travels in a queue of the owner's.
/// </summary>
public sealed unsafe class WakeEvent : IDisposable
{
    private readonly FileDescriptor _descriptor =
        FileDescriptor.Take(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "create a wake event");

    /// <summary>For <see cref="Epoll.Add"/>, to be watched as readable.</summary>
    public int Descriptor => _descriptor.Number;

    /// <summary>Callable from every thread; does nothing once disposed.</summary>
    public void Signal()
    {
        // The reference keeps the number from being closed and given to another file in the middle of the write.
        var held = false;
        try
        {
            _descriptor.DangerousAddRef(ref held);
            ulong one = 1;
            var written = write(_descriptor.Number, &one, sizeof(ulong));
            if ((long)written < 0 && errno is not (Errno.EAGAIN or Errno.EINTR))
                throw LinuxException.Last("signal a wake event");
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
        finally
        {
            if (held) _descriptor.DangerousRelease();
        }
    }

    /// <summary>Makes the event quiet again; true where it had been signalled.</summary>
    public bool Drain()
    {
        ulong count = 0;
        if ((long)read(_descriptor.Number, &count, sizeof(ulong)) == sizeof(ulong)) return true;
        return errno is Errno.EAGAIN or Errno.EINTR ? false : throw LinuxException.Last("drain a wake event");
    }

    public void Dispose() => _descriptor.Dispose();
}
