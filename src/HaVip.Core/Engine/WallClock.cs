using HaVip.Core.Values;

namespace HaVip.Core.Engine;

/// <summary>The time of day as the host last told it, carried forward by the monotonic clock.</summary>
internal sealed class WallClock
{
    public long LastUnixMicroseconds { get; private set; }

    /// <summary>When that was told.</summary>
    public Instant Told { get; private set; }

    public void Set(long unixMicroseconds, Instant now)
    {
        LastUnixMicroseconds = unixMicroseconds;
        Told = now;
    }

    public long UnixMicroseconds(Instant now) => LastUnixMicroseconds + (now - Told).Microseconds;
}
