namespace HaVip.Core.Control;

/// <summary>How a hand-over of one instance ended.</summary>
public sealed record FailoverOutcome
{
    public required string Instance { get; init; }

    public required FailoverDirection Direction { get; init; }

    public bool Completed { get; init; }

    /// <summary>Null where the hand-over completed; else why not, with <see cref="ControlError.Id"/> from HandoverRefusal.</summary>
    public ControlError? Error { get; init; }

    public string? PreviousMaster { get; init; }

    public string? NewMaster { get; init; }

    /// <summary>From the command until the transfer was complete.</summary>
    public long DurationMicroseconds { get; init; }
}
