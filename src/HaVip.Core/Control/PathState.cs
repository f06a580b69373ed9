namespace HaVip.Core.Control;

/// <summary>One way the advertisements of a virtual router travel.</summary>
public sealed record PathState
{
    public required string Interface { get; init; }

    public Election.PathStatus Status { get; init; }

    /// <summary>Where its advertisements come from here; null while the interface has no address.</summary>
    public string? Source { get; init; }

    /// <summary>The multicast group, or every unicast peer.</summary>
    public IReadOnlyList<string> Destinations { get; init; } = [];

    /// <summary>When another node's advertisement was accepted here last; null before the first.</summary>
    public long? HeardUnixMicroseconds { get; init; }
}
