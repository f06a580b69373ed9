using HaVip.Core.Values;
using HaVip.Linux.Native;

namespace HaVip.Linux;

/// <summary>The kernel's clocks as Instants; only HaVip.Node's MonotonicClock may call this (the one clock of the house).</summary>
public static class KernelClock
{
    private const int Monotonic = 1;

    /// <summary>CLOCK_MONOTONIC, the one epoll's timeouts run by: never steps, stands still while suspended.</summary>
    public static unsafe Instant ReadMonotonic()
    {
        KernelTimespec time;
        LinuxException.ThrowIfFailed(Syscalls.GetClock(Monotonic, &time), "read the monotonic clock");
        return new Instant((time.tv_sec * 1_000_000) + (time.tv_nsec / 1_000));
    }
}
