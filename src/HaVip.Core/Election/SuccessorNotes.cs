using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>Whether the host of a new owner takes packets for the addresses.</summary>
internal sealed class SuccessorNotes
{
    /// <summary>For which it has not answered yet.</summary>
    public required List<IpAddress> Awaited { get; init; }

    public List<NeighborClaim> Answers { get; } = [];
}
