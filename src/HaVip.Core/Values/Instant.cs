namespace HaVip.Core.Values;

/// <summary>A point of a monotonic time line, in microseconds from an arbitrary origin. Only the host reads a clock.</summary>
public readonly record struct Instant(long Microseconds) : IComparable<Instant>
{
    /// <summary>A deadline that never comes.</summary>
    public static readonly Instant Never = new(long.MaxValue);

    public int CompareTo(Instant other) => Microseconds.CompareTo(other.Microseconds);

    /// <summary>What would lie behind <see cref="Never"/> is Never.</summary>
    public static Instant operator +(Instant left, Duration right) =>
        left == Never || left.Microseconds > long.MaxValue - Math.Max(0, right.Microseconds)
            ? Never
            : new(left.Microseconds + right.Microseconds);

    public static Duration operator -(Instant left, Instant right) => new(left.Microseconds - right.Microseconds);

    public static bool operator <(Instant left, Instant right) => left.Microseconds < right.Microseconds;

    public static bool operator >(Instant left, Instant right) => left.Microseconds > right.Microseconds;

    public static bool operator <=(Instant left, Instant right) => left.Microseconds <= right.Microseconds;

    public static bool operator >=(Instant left, Instant right) => left.Microseconds >= right.Microseconds;

    public static Instant Min(Instant left, Instant right) => left < right ? left : right;
}
