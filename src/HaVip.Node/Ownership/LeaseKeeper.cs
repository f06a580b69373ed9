using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Node.Ownership;

/// <summary>
/// Grants each Master its addresses for a time and prolongs that while it is Master. It has no timer of its own: the loop
/// that serves the election asks for the next deadline, so a loop that hangs renews nothing.
/// </summary>
internal sealed class LeaseKeeper(AddressReconciler reconciler, LeaseSetting setting)
{
    private readonly Dictionary<VirtualRouter, InstanceLease> _leases = [];
    private LeaseSetting _setting = setting;

    /// <summary>When <see cref="Advance"/> has something to renew; Never while nothing is leased.</summary>
    public Instant NextDeadline
    {
        get
        {
            var next = Instant.Never;
            foreach (var lease in _leases.Values) next = Instant.Min(next, lease.RenewBy);
            return next;
        }
    }

    /// <summary>Takes over a changed setting for what is owned already, too.</summary>
    public void Configure(LeaseSetting setting)
    {
        if (setting == _setting) return;
        _setting = setting;
        foreach (var lease in _leases.Values) Grant(lease);
    }

    /// <summary>Owns exactly the addresses and routes of the instance; harmless when repeated.</summary>
    public void Acquire(VirtualRouter router)
    {
        if (!_leases.TryGetValue(router, out var lease)) _leases.Add(router, lease = new InstanceLease(router));
        Grant(lease);
    }

    /// <summary>Makes what another program added for a Master its own.</summary>
    public void Claim(VirtualRouter router)
    {
        if (_leases.ContainsKey(router))
            reconciler.Claim(router.Configuration, _setting.SecondsFor(router.LongestMasterDownInterval));
    }

    /// <summary>Goes on prolonging what a Master owned already under the program before this one; changes nothing else.</summary>
    public void Adopt(VirtualRouter router)
    {
        var lease = new InstanceLease(router);
        lease.Set(_setting.SecondsFor(router.MasterDownInterval));
        _leases.Add(router, lease);
    }

    /// <summary>Removes everything owned for the instance; harmless when repeated.</summary>
    public void Release(VirtualRouter router)
    {
        reconciler.Release(router.Name);
        _leases.Remove(router);
    }

    /// <summary>An advertisement of the instance has just gone out.</summary>
    public void Advertised(VirtualRouter router)
    {
        if (_leases.TryGetValue(router, out var lease)) lease.Advertised = true;
    }

    /// <summary>
    /// Renews what is due and still owned by the election's word. A process that was stopped in the middle of a turn asks
    /// the engine first: what that said before the stop is not worth a lease.
    /// </summary>
    /// <param name="turn">When the engine was asked last.</param>
    /// <param name="now">The time.</param>
    public void Advance(Instant turn, Instant now)
    {
        foreach (var lease in _leases.Values)
        {
            var due = lease.IsDue(now);
            lease.Advertised = false;
            if (!due || lease.IsStale(turn, now) || lease.Router.State != VrrpState.Master) continue;
            reconciler.Gather(lease.Router.Name);
            lease.Renewed(now);
            lease.Router.Counters.CountLeaseRenewed();
        }

        reconciler.Renew();
    }

    private void Grant(InstanceLease lease)
    {
        var seconds = _setting.SecondsFor(lease.Router.LongestMasterDownInterval);
        reconciler.Acquire(lease.Router.Configuration, seconds);
        lease.Set(seconds);
    }
}
