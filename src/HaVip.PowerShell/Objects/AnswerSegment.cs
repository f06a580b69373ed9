namespace HaVip;

/// <summary>A run of probes answered by one node.</summary>
public sealed class AnswerSegment
{
    public string Node { get; internal init; } = "";

    /// <summary>When the first of them was sent.</summary>
    public DateTimeOffset First { get; internal init; }

    public DateTimeOffset Last { get; internal init; }

    public int Count { get; internal init; }

    public override string ToString() => $"{Node} x{Count}";
}
