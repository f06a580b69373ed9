using HaVip.Core.Values;

namespace HaVip.Core.Engine;

/// <summary>The time of day as the host last told it, carried forward by the monotonic clock.</summary>
internal sealed class WallClock
{
    private Instant _told;

    public long LastUnixMicroseconds { get; private set; }

    public void Set(long unixMicroseconds, Instant now)
    {
        LastUnixMicroseconds = unixMicroseconds;
        _told = now;
    }

    public long UnixMicroseconds(Instant now) => LastUnixMicroseconds + (now - _told).Microseconds;
}
