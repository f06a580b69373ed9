namespace HaVip.Core.Control;

/// <summary>The latest news that somebody was told, or is being told, and what became of it.</summary>
public sealed record NotificationState
{
    /// <summary>The command's program or the named pipe.</summary>
    public required string Target { get; init; }

    /// <summary>What it is told: MASTER, BACKUP, FAULT, STOP, and so on, as the command gets it.</summary>
    public string Event { get; init; } = "";

    public NotificationStatus Status { get; init; }

    /// <summary>How often it has been tried.</summary>
    public int Attempts { get; init; }

    /// <summary>Why it failed last; null where it has not.</summary>
    public string? Failure { get; init; }

    /// <summary>When the status changed last.</summary>
    public long ChangedUnixMicroseconds { get; init; }
}
