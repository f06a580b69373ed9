namespace HaVip.Core.Control;

/// <summary>What <c>havip-node exchange</c> sent and heard: packets of protocol 112 as a runner would hear them.</summary>
public sealed record ExchangeReport
{
    /// <summary>Where its own packets came from.</summary>
    public required string Source { get; init; }

    /// <summary>Packets sent to the group, and to each peer.</summary>
    public long Sent { get; init; }

    /// <summary>The last reason why one could not be sent; null where all were.</summary>
    public string? Problem { get; init; }

    public IReadOnlyList<HeardExchange> Heard { get; init; } = [];
}
