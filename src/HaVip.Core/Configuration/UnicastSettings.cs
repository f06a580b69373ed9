using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>Advertisements to listed peers instead of the multicast group; only those peers are heard.</summary>
public sealed record UnicastSettings
{
    /// <summary>Where advertisements come from; the default value means the interface's own address.</summary>
    public IpAddress Source { get; init; }

    /// <summary>At least one; of the instance's family.</summary>
    public IReadOnlyList<UnicastPeer> Peers { get; init; } = [];

    public bool Equals(UnicastSettings? other) =>
        other is not null && Source == other.Source && Peers.SequenceEqual(other.Peers);

    public override int GetHashCode() => HashCode.Combine(Source, Peers.Count);
}
