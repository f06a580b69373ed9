using HaVip.Core.Values;

namespace HaVip.Node.Ownership;

/// <summary>
/// Leases by when they are to be renewed at the latest. A renewal only adds a place: the one before it stays where it is
/// and is skipped when its time comes, so that thousands of leases cost a turn of the loop nothing.
/// </summary>
internal sealed class LeaseQueue
{
    private readonly PriorityQueue<InstanceLease, Instant> _places = new();
    private readonly List<InstanceLease> _due = [];

    /// <summary>The earliest time at which one is to be renewed; Never where there is none.</summary>
    public Instant Next
    {
        get
        {
            while (_places.TryPeek(out var lease, out var when))
            {
                if (lease.RenewBy == when) return when;
                _places.Dequeue();
            }

            return Instant.Never;
        }
    }

    /// <summary>Gives a lease the place of its time.</summary>
    public void Add(InstanceLease lease)
    {
        if (lease.RenewBy != Instant.Never) _places.Enqueue(lease, lease.RenewBy);
    }

    /// <summary>Those whose time has come, until <see cref="PutBack"/>.</summary>
    public List<InstanceLease> TakeDue(Instant now)
    {
        while (Next <= now) _due.Add(_places.Dequeue());
        return _due;
    }

    /// <summary>What was taken and not renewed is as due as before.</summary>
    public void PutBack(Instant now)
    {
        foreach (var lease in _due)
        {
            if (lease.RenewBy <= now) Add(lease);
        }

        _due.Clear();
    }
}
