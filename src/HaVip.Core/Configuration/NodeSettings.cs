using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

public sealed record NodeSettings
{
    /// <summary>The node's name in states and events; null means the host name.</summary>
    public string? Name { get; init; }

    /// <summary>A named network namespace (<c>ip netns</c>) the runner joins before anything else; null means none.</summary>
    public string? NetworkNamespace { get; init; }

    /// <summary>How long after its start the node only listens before it may become Master; 0 s to 1000 s.</summary>
    public Duration StartupDelay { get; init; }

    /// <summary>How long the kernel keeps virtual addresses that are not renewed.</summary>
    public LeaseSetting Lease { get; init; }

    /// <summary>Who runs scripts, <c>name</c> or <c>name:group</c>; null means nobody.</summary>
    public string? ScriptUser { get; init; }
}
