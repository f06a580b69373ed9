namespace HaVip;

/// <summary>The wire counts microseconds; PowerShell has dates and time spans.</summary>
internal static class UnixTime
{
    public static DateTimeOffset ToLocal(long unixMicroseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(unixMicroseconds * TimeSpan.TicksPerMicrosecond).ToLocalTime();

    public static TimeSpan ToSpan(long microseconds) => new(microseconds * TimeSpan.TicksPerMicrosecond);

    public static long ToMicroseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;
}
