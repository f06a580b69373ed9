namespace HaVip;

/// <summary>What a client saw of an address while something happened.</summary>
public sealed class FailoverMeasurement
{
    public string Lab { get; internal init; } = "";

    public string Address { get; internal init; } = "";

    public TimeSpan Interval { get; internal init; }

    public DateTimeOffset Started { get; internal init; }

    public TimeSpan Duration { get; internal init; }

    public int Sent { get; internal init; }

    public int Answered { get; internal init; }

    /// <summary>Neither answered nor <see cref="Unread"/>.</summary>
    public int Lost { get; internal init; }

    /// <summary>
    /// Probes and answers that arrived while the measuring programs had no turn of a processor for so long that they could
    /// not be kept for them.
    /// </summary>
    public int Unread { get; internal init; }

    /// <summary>
    /// The longest time between two answered probes with lost ones between, less the spacing of probes.
    /// </summary>
    public TimeSpan Outage { get; internal init; }

    /// <summary>Null where nothing was lost.</summary>
    public DateTimeOffset? OutageStarted { get; internal init; }

    /// <summary>The longest any answered probe took.</summary>
    public TimeSpan LongestAnswer { get; internal init; }

    /// <summary>The longest no probe was sent, since the machine was busy: nobody saw what happened then.</summary>
    public TimeSpan LongestPause { get; internal init; }

    /// <summary>Who answered when, in order.</summary>
    public AnswerSegment[] Segments { get; internal init; } = [];

    /// <summary>Requests of <c>-Clients</c>, each with a connection of its own.</summary>
    public int Requests { get; internal init; }

    public RequestFailure[] FailedRequests { get; internal init; } = [];

    /// <summary>The longest any request took, connecting included.</summary>
    public TimeSpan LongestRequest { get; internal init; }

    /// <summary>Whether the address answered without a gap at the end, for as long as asked.</summary>
    public bool Settled { get; internal init; }

    /// <summary>What the script block wrote.</summary>
    public object[] Output { get; internal init; } = [];

    public override string ToString() => $"{Address}: {Lost} of {Sent} lost, outage {Outage.TotalMilliseconds:0} ms";
}
