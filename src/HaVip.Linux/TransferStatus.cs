namespace HaVip.Linux;

/// <summary>How a read or write that never blocks went.</summary>
public enum TransferStatus
{
    /// <summary>At least one byte was moved.</summary>
    Done,

    /// <summary>Nothing can be moved now; wait for the descriptor.</summary>
    WouldBlock,

    /// <summary>The other end is gone; a fact about the peer, not a fault.</summary>
    Closed,
}
