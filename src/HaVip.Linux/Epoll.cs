using HaVip.Core.Values;
using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

/// <summary>Waits for many descriptors and a deadline at once. Level triggered. Not thread-safe but for Add and Remove.</summary>
public sealed unsafe class Epoll : IDisposable
{
    private const int Most = 64;

    // Longer than anybody waits; keeps the sum of a timespec far from overflow.
    private static readonly Duration Endless = Duration.FromSeconds(10L * 365 * 86_400);

    private readonly FileDescriptor _descriptor = FileDescriptor.Take(epoll_create1(EPOLL_CLOEXEC), "create an epoll");
    private bool _hasNanoseconds = true;

    /// <summary>Watches a descriptor; the token comes back with every event of it.</summary>
    public void Add(int descriptor, EpollEvents events, ulong token) =>
        Control(EPOLL_CTL_ADD, descriptor, events, token, "watch a descriptor");

    /// <summary>Changes what an added descriptor is watched for.</summary>
    public void Modify(int descriptor, EpollEvents events, ulong token) =>
        Control(EPOLL_CTL_MOD, descriptor, events, token, "change the watch of a descriptor");

    /// <summary>Stops watching; must be called before the descriptor is closed.</summary>
    public void Remove(int descriptor) =>
        Control(EPOLL_CTL_DEL, descriptor, EpollEvents.None, 0, "stop watching a descriptor");

    /// <summary>
    /// Waits until a descriptor is ready or the time is over, to the kernel's timer precision (50 us) where it has
    /// epoll_pwait2 (Linux 5.11), else rounded up to whole milliseconds. Never returns early by a rounding.
    /// </summary>
    /// <param name="ready">Filled from the start; at most 64 are filled at once.</param>
    /// <param name="timeout">Zero or less only looks; ten years or more waits without end.</param>
    /// <returns>How many are ready; 0 after the time, and also when a signal interrupted the wait.</returns>
    public int Wait(Span<EpollReady> ready, Duration timeout)
    {
        ArgumentOutOfRangeException.ThrowIfZero(ready.Length);
        var capacity = Math.Min(ready.Length, Most);
        var events = stackalloc epoll_event[capacity];
        var count = WaitNative(events, capacity, timeout);
        if (count < 0)
        {
            if (errno == Errno.EINTR) return 0;
            throw LinuxException.Last("wait for events");
        }

        for (var index = 0; index < count; index++)
            ready[index] = new EpollReady(events[index].data.u64, (EpollEvents)events[index].events);
        return count;
    }

    public void Dispose() => _descriptor.Dispose();

    private int WaitNative(epoll_event* events, int capacity, Duration timeout)
    {
        if (_hasNanoseconds)
        {
            var count = WaitPrecisely(events, capacity, timeout);
            if (count >= 0 || errno != Errno.ENOSYS) return count;
            _hasNanoseconds = false;
        }

        return WaitMilliseconds(events, capacity, timeout);
    }

    private int WaitPrecisely(epoll_event* events, int capacity, Duration timeout)
    {
        var microseconds = Math.Max(0, timeout.Microseconds);
        var time = new KernelTimespec
        {
            tv_sec = microseconds / 1_000_000,
            tv_nsec = microseconds % 1_000_000 * 1_000,
        };
        var limit = timeout >= Endless ? null : &time;
        return (int)(long)syscall(Syscalls.EpollPwait2, _descriptor.Number, events, capacity, limit, null, 0);
    }

    internal int WaitMilliseconds(epoll_event* events, int capacity, Duration timeout)
    {
        var microseconds = Math.Max(0, timeout.Microseconds);
        var milliseconds = timeout >= Endless ? -1 : (int)Math.Min(int.MaxValue, (microseconds + 999) / 1_000);
        return epoll_wait(_descriptor.Number, events, capacity, milliseconds);
    }

    private void Control(int operation, int descriptor, EpollEvents events, ulong token, string attempt)
    {
        var watch = new epoll_event { events = (int)events };
        watch.data.u64 = token;
        LinuxException.ThrowIfFailed(epoll_ctl(_descriptor.Number, operation, descriptor, &watch), attempt);
    }
}
