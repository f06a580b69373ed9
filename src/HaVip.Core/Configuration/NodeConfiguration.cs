namespace HaVip.Core.Configuration;

/// <summary>Everything one node is told: its own settings and the virtual routers it takes part in.</summary>
public sealed record NodeConfiguration
{
    public NodeSettings Node { get; init; } = new();

    public IReadOnlyList<InstanceConfiguration> Instances { get; init; } = [];

    public IReadOnlyList<GroupConfiguration> Groups { get; init; } = [];

    public IReadOnlyList<CheckConfiguration> Checks { get; init; } = [];
}
