using HaVip.Core.Values;

namespace HaVip.Simulation.Time;

/// <summary>What will happen, by time; what happens at the same time happens in the order it was planned.</summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<SimulationEvent, Key> _events = new();
    private long _order;

    public int Count => _events.Count;

    public void Add(Instant time, SimulationEvent item) => _events.Enqueue(item, new Key(time, _order++));

    public bool TryTake(Instant until, out Instant time, out SimulationEvent item)
    {
        time = default;
        if (!_events.TryPeek(out item, out var key) || key.Time > until) return false;
        _events.Dequeue();
        time = key.Time;
        return true;
    }

    private readonly record struct Key(Instant Time, long Order) : IComparable<Key>
    {
        public int CompareTo(Key other)
        {
            var byTime = Time.CompareTo(other.Time);
            return byTime != 0 ? byTime : Order.CompareTo(other.Order);
        }
    }
}
