namespace HaVip.Core.Control;

public sealed record NodeState
{
    public required string Name { get; init; }

    public string? NetworkNamespace { get; init; }

    public required string RunnerVersion { get; init; }

    public int ProcessId { get; init; }

    public required string ConfigurationPath { get; init; }

    /// <summary>When this snapshot was taken, microseconds since 1970 UTC.</summary>
    public long TimeUnixMicroseconds { get; init; }

    public long StartedUnixMicroseconds { get; init; }

    public IReadOnlyList<InstanceState> Instances { get; init; } = [];
}
