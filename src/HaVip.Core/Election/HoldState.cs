namespace HaVip.Core.Election;

/// <summary>What commands made of an instance's role and what outlives its runner.</summary>
/// <param name="RaisedPriority">What a taker has instead of its configured priority, 1 to 254; 0 means that.</param>
/// <param name="StaysAway">A giver does not preempt.</param>
/// <param name="Suspended">It does not become Master at all.</param>
public readonly record struct HoldState(byte RaisedPriority, bool StaysAway, bool Suspended);
