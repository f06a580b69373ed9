using System.Globalization;
using HaVip.Core.Control;

namespace HaVip;

/// <summary>Somebody who is told what becomes of an instance, and what became of the latest news.</summary>
public sealed class NotificationState
{
    /// <summary>The command's program or the named pipe.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>The latest news in keepalived's words; empty while there was none.</summary>
    public string Event { get; internal init; } = "";

    public NotificationStatus Status { get; internal init; }

    /// <summary>How often it has been tried.</summary>
    public int Attempts { get; internal init; }

    /// <summary>Why the last attempt failed; null where it did not.</summary>
    public string? Failure { get; internal init; }

    /// <summary>When the status changed last; null while there was no news.</summary>
    public DateTimeOffset? Changed { get; internal init; }

    public override string ToString()
    {
        var tries = Attempts > 1 ? string.Create(CultureInfo.InvariantCulture, $", attempt {Attempts}") : "";
        return Status == NotificationStatus.None ? $"{Target}: {Status}" : $"{Target}: {Event} {Status}{tries}";
    }
}
