using HaVip.Core.Values;

namespace HaVip.Core.Engine;

/// <summary>The time of day as the host last told it, carried forward by the monotonic clock.</summary>
internal sealed class WallClock
{
    private long _unixMicrosecondsAtOrigin;

    public void Set(long unixMicroseconds, Instant now) => _unixMicrosecondsAtOrigin = unixMicroseconds - now.Microseconds;

    public long UnixMicroseconds(Instant now) => _unixMicrosecondsAtOrigin + now.Microseconds;
}
