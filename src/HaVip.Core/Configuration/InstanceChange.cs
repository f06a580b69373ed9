namespace HaVip.Core.Configuration;

/// <summary>One instance in two configurations.</summary>
public sealed record InstanceChange
{
    public required string Name { get; init; }

    public required InstanceChangeKind Kind { get; init; }

    /// <summary>Null for an added instance.</summary>
    public InstanceConfiguration? Before { get; init; }

    /// <summary>Null for a removed instance.</summary>
    public InstanceConfiguration? After { get; init; }

    /// <summary>The keys whose values differ, such as <c>priority</c>; empty unless the instance changed.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>
    /// True where the change cannot be taken over by the running virtual router: interface, virtualRouterId, version,
    /// family and addressOwner make another virtual router of it.
    /// </summary>
    public bool NeedsRestart { get; init; }
}
