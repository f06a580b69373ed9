namespace HaVip.PowerShell.Connection;

/// <summary>What following a node brought: an event, or why it cannot be followed any more.</summary>
internal sealed record WatchItem(NodeEvent? Event, HaVipException? Error)
{
    /// <summary>Said by the watch itself, not by a runner.</summary>
    public bool IsNotice => Event is { Sequence: 0 };
}
