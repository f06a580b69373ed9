using HaVip.Core.Control;

namespace HaVip.Node.Logging;

/// <summary>The last events of the runner, for clients that ask later than things happen.</summary>
internal sealed class EventRing
{
    public const int Capacity = 1024;

    private readonly NodeEvent?[] _events = new NodeEvent?[Capacity];

    /// <summary>The sequence number of the newest event; 0 before the first.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Goes on as the ring that had these, oldest first.</summary>
    public void Adopt(IReadOnlyList<NodeEvent> events, long lastSequence)
    {
        foreach (var entry in events) _events[entry.Sequence % Capacity] = entry;
        LastSequence = lastSequence;
    }

    /// <summary>Numbers the event and keeps it in the place of the oldest.</summary>
    public void Add(NodeEvent entry)
    {
        LastSequence++;
        _events[LastSequence % Capacity] = entry with { Sequence = LastSequence };
    }

    /// <summary>
    /// What is kept after a sequence number, oldest first; of the named instances where any are named.
    /// </summary>
    public IReadOnlyList<NodeEvent> After(long sequence, IReadOnlyList<string>? instances)
    {
        var found = new List<NodeEvent>();
        var oldest = Math.Max(1, LastSequence - Capacity + 1);
        for (var next = oldest; next <= LastSequence; next++)
        {
            var entry = _events[next % Capacity];
            if (next <= sequence || entry is null) continue;
            if (IsAbout(entry, instances)) found.Add(entry);
        }

        return found;
    }

    /// <summary>Events of the node as a whole are about every instance.</summary>
    private static bool IsAbout(NodeEvent entry, IReadOnlyList<string>? instances) =>
        instances is null || entry.Instance is null || instances.Contains(entry.Instance);
}
