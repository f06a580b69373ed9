using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>How a Backup finds out that the Master's host is gone before three advertisements are missed.</summary>
public sealed record DetectionSettings
{
    public DetectionProbe Probe { get; init; }

    /// <summary>How often the host is asked, 10 ms to 10 s.</summary>
    public Duration Interval { get; init; } = Duration.FromMilliseconds(50);

    /// <summary>So many questions in a row unanswered, and no advertisement meanwhile, and the host is gone; 1 to 100.</summary>
    public byte Misses { get; init; } = 3;
}
