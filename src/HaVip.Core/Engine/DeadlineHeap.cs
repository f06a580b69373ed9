using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Engine;

/// <summary>
/// Virtual routers by their next deadline: a binary heap in which each router knows its place, so that a changed deadline
/// costs O(log n) and the earliest is always at the root. Equal deadlines keep the order of configuration.
/// </summary>
internal sealed class DeadlineHeap
{
    private readonly List<Entry> _entries = [];
    private long _nextOrder;

    public int Count => _entries.Count;

    public Instant Next => _entries.Count == 0 ? Instant.Never : _entries[0].Deadline;

    public VirtualRouter First => _entries[0].Router;

    public void Add(VirtualRouter router)
    {
        router.HeapIndex = _entries.Count;
        _entries.Add(new Entry(router, router.NextDeadline, _nextOrder++));
        MoveUp(router.HeapIndex);
    }

    public void Remove(VirtualRouter router)
    {
        var index = router.HeapIndex;
        var last = _entries.Count - 1;
        router.HeapIndex = -1;
        if (index != last) Place(index, _entries[last]);
        _entries.RemoveAt(last);
        if (index != last) Settle(index);
    }

    /// <summary>Puts a router where its deadline belongs now.</summary>
    public void Update(VirtualRouter router)
    {
        var index = router.HeapIndex;
        _entries[index] = _entries[index] with { Deadline = router.NextDeadline };
        Settle(index);
    }

    private void Settle(int index)
    {
        if (!MoveUp(index)) MoveDown(index);
    }

    private bool MoveUp(int index)
    {
        var start = index;
        var entry = _entries[index];
        while (index > 0 && entry.IsBefore(_entries[(index - 1) / 2]))
        {
            Place(index, _entries[(index - 1) / 2]);
            index = (index - 1) / 2;
        }

        Place(index, entry);
        return index != start;
    }

    private void MoveDown(int index)
    {
        var entry = _entries[index];
        while (true)
        {
            var child = (2 * index) + 1;
            if (child >= _entries.Count) break;
            if (child + 1 < _entries.Count && _entries[child + 1].IsBefore(_entries[child])) child++;
            if (!_entries[child].IsBefore(entry)) break;
            Place(index, _entries[child]);
            index = child;
        }

        Place(index, entry);
    }

    private void Place(int index, Entry entry)
    {
        _entries[index] = entry;
        entry.Router.HeapIndex = index;
    }

    private readonly record struct Entry(VirtualRouter Router, Instant Deadline, long Order)
    {
        public bool IsBefore(Entry other) =>
            Deadline != other.Deadline ? Deadline < other.Deadline : Order < other.Order;
    }
}
