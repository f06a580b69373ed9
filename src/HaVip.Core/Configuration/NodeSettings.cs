namespace HaVip.Core.Configuration;

public sealed record NodeSettings
{
    /// <summary>The node's name in states and events; null means the host name.</summary>
    public string? Name { get; init; }

    /// <summary>A named network namespace (<c>ip netns</c>) the runner joins before anything else; null means none.</summary>
    public string? NetworkNamespace { get; init; }
}
