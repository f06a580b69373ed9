namespace HaVip.PowerShell.Measurement;

/// <summary>
/// One probe: when it was sent and, where it was answered, when and by whom; times since the prober's start.
/// </summary>
internal sealed class Probe(TimeSpan sent)
{
    public TimeSpan Sent { get; } = sent;

    public TimeSpan? Answered { get; private set; }

    public string? Node { get; private set; }

    public bool IsAnswered => Answered is not null;

    /// <summary>The first answer counts; in a split brain there may be two.</summary>
    public void Answer(TimeSpan at, string node)
    {
        if (IsAnswered) return;
        Answered = at;
        Node = node;
    }
}
