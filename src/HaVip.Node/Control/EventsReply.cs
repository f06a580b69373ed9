using HaVip.Core.Control;
using HaVip.Core.Values;
using HaVip.Node.Logging;

namespace HaVip.Node.Control;

/// <summary>Events after a sequence number, as soon as there are any.</summary>
internal sealed class EventsReply(EventRing ring, long after, IReadOnlyList<string>? instances, Instant deadline)
    : PendingReply(deadline)
{
    private long _seen = after;

    /// <summary>The event the client has; those after it are what it waits for.</summary>
    public long AfterSequence => _seen;

    public IReadOnlyList<string>? Instances => instances;

    public override ControlResponse? TryAnswer(Instant now, bool late)
    {
        if (!late && ring.LastSequence <= _seen) return null;
        var events = ring.After(_seen, instances);
        if (events.Count == 0 && !late)
        {
            _seen = ring.LastSequence;
            return null;
        }

        return new ControlResponse { Events = events };
    }
}
