namespace HaVip;

/// <summary>A request that got no whole answer.</summary>
public sealed class RequestFailure
{
    /// <summary>When it began.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>How long it took to fail.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The socket's error, or NoPage where the answer was cut short or no page.</summary>
    public string Reason { get; internal init; } = "";

    public override string ToString() => $"{Reason} after {Duration.TotalMilliseconds:0} ms";
}
