using HaVip.Core.Values;

namespace HaVip.Core.Control;

/// <summary>One request; what a command does not use stays null.</summary>
public sealed record ControlRequest
{
    public int Protocol { get; init; } = ControlProtocol.Version;

    public required ControlCommand Command { get; init; }

    /// <summary>Exact instance names; null means all.</summary>
    public IReadOnlyList<string>? Instances { get; init; }

    /// <summary>GetEvents: only events with a higher sequence number.</summary>
    public long AfterSequence { get; init; }

    /// <summary>
    /// Microseconds until the runner answers anyway (GetEvents) or gives up waiting for the hand-over (Failover, Suspend,
    /// Resume, Stop) or for a good moment (Replace);
    /// 0 answers at once. At most an hour.
    /// </summary>
    public long TimeoutMicroseconds { get; init; }

    /// <summary>Stop: the runner stays when its last instance has stopped.</summary>
    public bool KeepRunner { get; init; }

    public FailoverDirection Direction { get; init; }

    /// <summary>Failover: how long the result sticks; null means until failback.</summary>
    public long? HoldMicroseconds { get; init; }

    /// <summary>Failover and Suspend: give even where no other node takes over.</summary>
    public bool Force { get; init; }

    /// <summary>Replace: the absolute path of the new program.</summary>
    public string? Runner { get; init; }

    /// <summary>Suspend: a Master hands over.</summary>
    public bool Drain { get; init; }

    /// <summary>Resume: what becomes of mastership.</summary>
    public Election.FailbackMode FailbackMode { get; init; }

    public Duration Timeout() => new(TimeoutMicroseconds);

    public Duration? Hold() => HoldMicroseconds is { } hold ? new Duration(hold) : null;
}
