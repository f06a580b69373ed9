namespace HaVip.Core.Control;

/// <summary>What <c>havip-node probe</c> found out about a node's surroundings while it looked.</summary>
public sealed record NodeProbe
{
    /// <summary>Those of the instances and of their addresses.</summary>
    public IReadOnlyList<ProbedInterface> Interfaces { get; init; } = [];

    /// <summary>The virtual addresses and the unicast peers on the link.</summary>
    public IReadOnlyList<ProbedAddress> Addresses { get; init; } = [];

    /// <summary>The advertisements of the instances' virtual routers, sent from here too, as a watcher of the link sees them.</summary>
    public IReadOnlyList<HeardAdvertisement> Advertisements { get; init; } = [];

    /// <summary>Whether some program keeps the wall clock right.</summary>
    public bool IsClockSynchronized { get; init; }

    /// <summary>How long it looked.</summary>
    public long ElapsedMicroseconds { get; init; }
}
