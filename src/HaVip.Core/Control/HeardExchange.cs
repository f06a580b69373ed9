namespace HaVip.Core.Control;

/// <summary>The test packets one other node was heard with.</summary>
/// <param name="Source">Its address.</param>
/// <param name="Multicast">How many came by the group.</param>
/// <param name="Unicast">How many came to this node alone.</param>
public sealed record HeardExchange(string Source, long Multicast, long Unicast);
