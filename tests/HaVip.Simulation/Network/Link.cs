using HaVip.Core.Values;

namespace HaVip.Simulation.Network;

/// <summary>One direction between two hosts.</summary>
internal sealed class Link
{
    public bool Open { get; private set; } = true;

    /// <summary>When it was last cut or mended.</summary>
    public Instant ChangedAt { get; private set; }

    /// <summary>Until when a packet sent may have been lost or be slower than promised.</summary>
    public Instant DisturbedUntil { get; private set; }

    public void Set(bool open, Instant now)
    {
        if (Open == open) return;
        Open = open;
        ChangedAt = now;
    }

    public void Disturb(Instant until)
    {
        if (until > DisturbedUntil) DisturbedUntil = until;
    }
}
