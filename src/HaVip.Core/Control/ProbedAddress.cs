namespace HaVip.Core.Control;

/// <summary>An address that <c>havip-node probe</c> asked the link for, by ARP or neighbour discovery.</summary>
public sealed record ProbedAddress
{
    public required string Interface { get; init; }

    public required string Address { get; init; }

    /// <summary>False where the question could not be sent; see <see cref="Problem"/>.</summary>
    public bool IsAsked { get; init; }

    /// <summary>Why it could not be asked; null where it was.</summary>
    public string? Problem { get; init; }

    /// <summary>The Ethernet addresses of the hosts that say they have it, this one not among them.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];
}
