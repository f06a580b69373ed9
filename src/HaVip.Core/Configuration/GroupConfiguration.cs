namespace HaVip.Core.Configuration;

/// <summary>Instances that are Master together or not at all.</summary>
public sealed record GroupConfiguration
{
    /// <summary>Unique among groups; letters, digits, <c>_ . -</c>, 1 to 64 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>The names of its instances, each in no other group.</summary>
    public IReadOnlyList<string> Instances { get; init; } = [];

    /// <summary>Counts for every instance of the group.</summary>
    public TrackSettings Track { get; init; } = TrackSettings.None;

    /// <summary>Whether weights other than 0 count: they may pull the instances of a group apart.</summary>
    public bool TrackingWeight { get; init; }

    public IReadOnlyList<NotifySettings> Notify { get; init; } = [];

    public bool Equals(GroupConfiguration? other) =>
        other is not null && Name == other.Name && Track == other.Track && TrackingWeight == other.TrackingWeight
        && Instances.SequenceEqual(other.Instances) && Notify.SequenceEqual(other.Notify);

    public override int GetHashCode() => HashCode.Combine(Name, Instances.Count);
}
