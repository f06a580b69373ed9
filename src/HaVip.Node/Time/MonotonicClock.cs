using System.Runtime.InteropServices;
using HaVip.Core.Values;

namespace HaVip.Node.Time;

/// <summary>
/// The only clock. Timers run on CLOCK_BOOTTIME, which nobody can set and which goes on while the machine is suspended,
/// so that a Master that wakes up knows it was away; wall time is for people only.
/// </summary>
internal static unsafe partial class MonotonicClock
{
    private const int RealTime = 0;
    private const int BootTime = 7;

    public static Instant Now => new(Read(BootTime));

    /// <summary>Microseconds since 1970 UTC.</summary>
    public static long UnixMicroseconds => Read(RealTime);

    private static long Read(int clock)
    {
        var time = stackalloc long[2];
        if (GetTime(clock, time) != 0) throw new InvalidOperationException($"Clock {clock} cannot be read.");
        return (time[0] * 1_000_000) + (time[1] / 1_000);
    }

    /// <summary>Fills a <c>timespec</c> of 64-bit Linux: seconds and nanoseconds.</summary>
    [LibraryImport("libc.so.6", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, long* time);
}
