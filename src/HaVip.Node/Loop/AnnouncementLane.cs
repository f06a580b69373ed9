using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Node.Loop;

/// <summary>Announcements that wait on one interface, in their order.</summary>
/// <param name="name">The interface.</param>
/// <param name="orders">The announcing under way of each instance: what belongs to none of them is passed over.</param>
internal sealed class AnnouncementLane(string name, Dictionary<VirtualRouter, long> orders)
{
    private const int FirstSweep = 1024;

    private readonly Queue<Announcement> _waiting = new();
    private int _sweepAt = FirstSweep;

    public string Interface => name;

    /// <summary>What waits, with what is not wanted any more and was not come to yet.</summary>
    public int Count => _waiting.Count;

    /// <summary>When the first that waits is to be sent.</summary>
    public Instant Next { get; private set; } = new(long.MinValue / 2);

    /// <summary>Whether one waits that is still wanted; it is the first one then.</summary>
    public bool HasMore()
    {
        while (_waiting.TryPeek(out var first))
        {
            if (IsWanted(first)) return true;
            _waiting.Dequeue();
        }

        return false;
    }

    public Announcement Take() => _waiting.Dequeue();

    /// <summary>Puts one behind the others; whoever orders and cancels again and again does not fill the memory.</summary>
    public void Add(in Announcement announcement)
    {
        if (_waiting.Count >= _sweepAt) Sweep();
        _waiting.Enqueue(announcement);
    }

    /// <summary>One that comes late does not make up for it by a burst.</summary>
    public void Wait(Duration spacing, Instant now) => Next = now + spacing;

    private bool IsWanted(in Announcement waiting) =>
        orders.TryGetValue(waiting.Router, out var order) && order == waiting.Order;

    private void Sweep()
    {
        for (var left = _waiting.Count; left > 0; left--)
        {
            var one = _waiting.Dequeue();
            if (IsWanted(one)) _waiting.Enqueue(one);
        }

        _sweepAt = Math.Max(FirstSweep, 2 * _waiting.Count);
    }
}
