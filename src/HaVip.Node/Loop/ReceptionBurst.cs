using HaVip.Core.Values;

namespace HaVip.Node.Loop;

/// <summary>
/// A Master of many virtual routers advertises for all of them within milliseconds. A loop that wakes for each packet of such
/// a burst spends most of its time on waking: from the second one on it lets some gather. One that comes alone never waits.
/// </summary>
internal sealed class ReceptionBurst
{
    /// <summary>How long packets of a burst may wait; little beside every time of the protocol.</summary>
    public static readonly Duration Gathering = new Duration(500);

    /// <summary>Packets nearer than this are of one burst.</summary>
    private static readonly Duration Gap = Duration.FromMilliseconds(1);

    private Instant _last = new(long.MinValue / 2);

    /// <summary>More packets are about to come, and none waits.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>Nothing was received in a turn yet.</summary>
    public void Begin() => IsUnderWay = false;

    /// <summary>Packets came; as many as fit where more may wait, which are not to wait longer.</summary>
    public void Note(Instant now, bool areMoreWaiting)
    {
        IsUnderWay = !areMoreWaiting && now - _last < Gap;
        _last = now;
    }
}
