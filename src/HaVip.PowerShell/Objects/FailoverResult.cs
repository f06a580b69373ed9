using HaVip.Core.Control;

namespace HaVip;

/// <summary>How a failover of one instance went.</summary>
public sealed class FailoverResult : NodeObject
{
    public string Instance { get; internal init; } = "";

    /// <summary>Give (it was Master), Take (it was Backup), Failback, Suspend or Resume.</summary>
    public FailoverDirection Direction { get; internal init; }

    /// <summary>False where <c>-NoWait</c> did not wait for the end.</summary>
    public bool Completed { get; internal init; }

    public string? PreviousMaster { get; internal init; }

    public string? NewMaster { get; internal init; }

    /// <summary>The name of the node that was Master, where it is one of those that were asked.</summary>
    public string? PreviousMasterNode { get; internal set; }

    /// <summary>The name of the node that is Master now, where -TargetNode named it and the transfer is complete.</summary>
    public string? NewMasterNode { get; internal set; }

    /// <summary>From the command until the transfer was complete.</summary>
    public TimeSpan Duration { get; internal init; }

    public override string ToString() => $"{Node}/{Instance}: {Direction} to {NewMaster}";
}
