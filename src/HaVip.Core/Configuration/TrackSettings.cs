namespace HaVip.Core.Configuration;

/// <summary>What an instance or a group watches beside its own interface, which is always watched.</summary>
public sealed record TrackSettings
{
    public static readonly TrackSettings None = new();

    public IReadOnlyList<TrackedInterface> Interfaces { get; init; } = [];

    public IReadOnlyList<TrackedCheck> Checks { get; init; } = [];

    public bool IsEmpty => Interfaces.Count == 0 && Checks.Count == 0;

    public bool Equals(TrackSettings? other) =>
        other is not null && Interfaces.SequenceEqual(other.Interfaces) && Checks.SequenceEqual(other.Checks);

    public override int GetHashCode() => HashCode.Combine(Interfaces.Count, Checks.Count);
}
