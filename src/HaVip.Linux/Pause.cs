using HaVip.Core.Values;
using HaVip.Linux.Native;

namespace HaVip.Linux;

/// <summary>Lets a thread do nothing for a moment shorter than what .NET can wait for.</summary>
public static unsafe class Pause
{
    /// <summary>To the kernel's timer precision; a signal ends it early.</summary>
    public static void For(Duration time)
    {
        var microseconds = Math.Max(0, time.Microseconds);
        var wanted = new KernelTimespec
        {
            tv_sec = microseconds / 1_000_000,
            tv_nsec = microseconds % 1_000_000 * 1_000,
        };
        _ = Syscalls.Sleep(&wanted, null);
    }
}
