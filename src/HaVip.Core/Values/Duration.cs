using System.Globalization;

namespace HaVip.Core.Values;

/// <summary>A length of time in whole microseconds. Protocol timers are kept exact: no rounding, no floating point.</summary>
public readonly record struct Duration(long Microseconds) : IComparable<Duration>
{
    public static readonly Duration Zero;
    public static readonly Duration MaxValue = new(long.MaxValue);

    public static Duration FromSeconds(long seconds) => new(seconds * 1_000_000);

    public static Duration FromMilliseconds(long milliseconds) => new(milliseconds * 1_000);

    /// <summary>The unit of a version 3 advertisement interval: 10 ms.</summary>
    public static Duration FromCentiseconds(long centiseconds) => new(centiseconds * 10_000);

    public static Duration FromTimeSpan(TimeSpan span) => new(span.Ticks / TimeSpan.TicksPerMicrosecond);

    public TimeSpan ToTimeSpan() => new(Microseconds * TimeSpan.TicksPerMicrosecond);

    public long Milliseconds => Microseconds / 1_000;

    public int CompareTo(Duration other) => Microseconds.CompareTo(other.Microseconds);

    public static Duration operator +(Duration left, Duration right) => new(left.Microseconds + right.Microseconds);

    public static Duration operator -(Duration left, Duration right) => new(left.Microseconds - right.Microseconds);

    public static Duration operator *(Duration left, long factor) => new(left.Microseconds * factor);

    public static Duration operator /(Duration left, long divisor) => new(left.Microseconds / divisor);

    public static bool operator <(Duration left, Duration right) => left.Microseconds < right.Microseconds;

    public static bool operator >(Duration left, Duration right) => left.Microseconds > right.Microseconds;

    public static bool operator <=(Duration left, Duration right) => left.Microseconds <= right.Microseconds;

    public static bool operator >=(Duration left, Duration right) => left.Microseconds >= right.Microseconds;

    public static Duration Min(Duration left, Duration right) => left < right ? left : right;

    public static Duration Max(Duration left, Duration right) => left > right ? left : right;

    /// <summary>
    /// Reads <c>1s</c>, <c>1.5s</c>, <c>100ms</c>, <c>250us</c>, <c>2m</c>, <c>1h</c>; a bare number is seconds.
    /// Negative values, values finer than a microsecond and values over 100 years are refused.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Duration duration)
    {
        duration = default;
        text = text.Trim();
        var digits = text.Length;
        while (digits > 0 && char.IsAsciiLetter(text[digits - 1])) digits--;
        long unit = text[digits..] switch
        {
            "us" => 1,
            "ms" => 1_000,
            "s" or "" => 1_000_000,
            "m" => 60_000_000,
            "h" => 3_600_000_000,
            _ => 0,
        };
        const NumberStyles Style = NumberStyles.AllowDecimalPoint;
        if (unit == 0 || !decimal.TryParse(text[..digits].TrimEnd(), Style, NumberFormatInfo.InvariantInfo, out var number))
            return false;
        if (number > 100m * 365 * 86_400 * 1_000_000 / unit) return false;
        var microseconds = number * unit;
        if (microseconds != decimal.Truncate(microseconds)) return false;
        duration = new Duration((long)microseconds);
        return true;
    }

    /// <summary>The shortest form that <see cref="TryParse"/> reads back: <c>1s</c>, <c>100ms</c>, <c>250us</c>.</summary>
    public override string ToString()
    {
        if (Microseconds % 1_000_000 == 0) return Invariant(Microseconds / 1_000_000, "s");
        if (Microseconds % 1_000 == 0) return Invariant(Microseconds / 1_000, "ms");
        return Invariant(Microseconds, "us");
    }

    /// <summary>Seconds with two decimals, for log lines: <c>3.61 s</c>.</summary>
    public string ToSeconds() =>
        (Microseconds / 1_000_000m).ToString("0.00", NumberFormatInfo.InvariantInfo) + " s";

    private static string Invariant(long number, string unit) => number.ToString(NumberFormatInfo.InvariantInfo) + unit;
}
