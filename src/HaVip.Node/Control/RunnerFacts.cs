namespace HaVip.Node.Control;

/// <summary>What does not change while the runner lives.</summary>
internal sealed record RunnerFacts
{
    public required string Version { get; init; }

    public required string ConfigurationPath { get; init; }

    public string? NetworkNamespace { get; init; }

    public required long StartedUnixMicroseconds { get; init; }
}
