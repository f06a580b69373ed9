using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

/// <summary>Who is told what became of an instance or a group: a command, or a named pipe.</summary>
public sealed record NotifySettings
{
    /// <summary>The program and its arguments, behind which come type, name, state and priority; never a shell's line.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>A named pipe that gets one line per event, in keepalived's form.</summary>
    public string? Fifo { get; init; }

    public NotifyEvents Events { get; init; } = NotifyEvents.States;

    /// <summary>How long the command may take; 100 ms to 1 h.</summary>
    public Duration Timeout { get; init; } = Duration.FromSeconds(30);

    /// <summary>When the command is run again after it has failed, while its news is still the latest; 0 s: never.</summary>
    public Duration Retry { get; init; }

    /// <summary><c>name</c> or <c>name:group</c>; null means the node's script user.</summary>
    public string? User { get; init; }

    public bool Equals(NotifySettings? other) =>
        other is not null && Fifo == other.Fifo && Events == other.Events && Timeout == other.Timeout
        && Retry == other.Retry && User == other.User && Command.SequenceEqual(other.Command);

    public override int GetHashCode() => HashCode.Combine(Fifo, Events, Timeout, User, Command.Count);
}
