using HaVip.Core.Values;

namespace HaVip.Node.Ownership;

/// <summary>How long connections of another node are passed on to it, from the first look at the time.</summary>
internal sealed class PassedConnections(Duration drain)
{
    private bool _counts;

    /// <summary>When to look next.</summary>
    public Instant End { get; private set; } = new(long.MinValue / 2);

    public bool IsOver(Instant now)
    {
        if (_counts) return End <= now;
        _counts = true;
        End = now + drain;
        return false;
    }
}
