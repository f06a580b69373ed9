using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Linux.Netlink;

namespace HaVip.Node.Ownership;

/// <summary>
/// Grants each Master its addresses for a time and prolongs that while it is Master. It has no timer of its own: the loop
/// that serves the election asks for the next deadline, so a loop that hangs renews nothing.
/// </summary>
internal sealed class LeaseKeeper(AddressReconciler reconciler, Retirement retirement, LeaseSetting setting)
{
    private readonly Dictionary<VirtualRouter, InstanceLease> _leases = [];
    private readonly LeaseQueue _queue = new();
    private readonly Dictionary<string, VirtualRouter> _holders = new(StringComparer.Ordinal);
    private readonly List<InstanceLease> _advertised = [];
    private readonly List<VirtualRouter> _retired = [];
    private LeaseSetting _setting = setting;

    /// <summary>When <see cref="Advance"/> has something to do; Never while nothing is leased or retires.</summary>
    public Instant NextDeadline => Instant.Min(_queue.Next, retirement.NextDeadline);

    /// <summary>Takes over a changed setting for what is owned already, too.</summary>
    public void Configure(LeaseSetting setting)
    {
        if (setting == _setting) return;
        _setting = setting;
        Grant([.. _leases.Values]);
    }

    /// <summary>Whether an instance that is Master no more still has addresses.</summary>
    public bool IsRetiring => retirement.IsUnderWay;

    /// <summary>Owns exactly the addresses and routes of the instance; harmless when repeated.</summary>
    public void Acquire(VirtualRouter router) => Acquire([router]);

    /// <summary>The same of many instances, each named once, which the kernel is asked for together.</summary>
    public void Acquire(IReadOnlyList<VirtualRouter> routers)
    {
        var leases = new InstanceLease[routers.Count];
        for (var i = 0; i < leases.Length; i++)
        {
            if (!_leases.TryGetValue(routers[i], out var lease)) _leases.Add(routers[i], lease = new InstanceLease(routers[i]));
            leases[i] = lease;
        }

        Grant(leases);
        foreach (var router in routers)
        {
            retirement.End(router.Name);
            NoteHolder(router);
        }
    }

    /// <summary>Begins no connection to what is owned for the instance.</summary>
    public void Hold(VirtualRouter router) => retirement.Hold(router.Name, reconciler.LinksOf(router.Name));

    public void Admit(VirtualRouter router) => retirement.Admit(router.Name);

    /// <summary>Contradicts whoever announces what is owned for the instance at its interface.</summary>
    public void Rebut(VirtualRouter router)
    {
        var status = router.Interface;
        var links = reconciler.LinksOf(router.Name)
            .Where(link => link.InterfaceName == status.Name && link.Address.Family == AddressFamily.IPv6);
        retirement.Rebut(router.Name, new ClaimRebuttal
        {
            InterfaceName = status.Name,
            InterfaceIndex = status.Index,
            Own = status.MacAddress,
            Addresses = [.. links.Select(link => link.Address)],
        });
    }

    public void Accept(VirtualRouter router) => retirement.Accept(router.Name);

    /// <summary>Answers no neighbour's question about what is owned for the instance any more.</summary>
    public void Quiet(VirtualRouter router)
    {
        if (GoesAtOnce(router)) reconciler.Release(router.Name);
        else retirement.Quiet(router.Name, reconciler.LinksOf(router.Name));
    }

    /// <summary>Removes what is owned for the instance when nobody needs it here any more.</summary>
    public void Retire(VirtualRouter router, Duration drain)
    {
        if (GoesAtOnce(router) || !retirement.Begin(router.Name, reconciler.LinksOf(router.Name), drain)) Release(router);
    }

    /// <summary>Removes at once what retires.</summary>
    public void ReleaseRetiring()
    {
        Release([.. _leases.Keys.Where(router => retirement.IsRetiring(router.Name))]);
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
        _holders[router.Name] = router;
        _queue.Add(lease);
        reconciler.Resume(router.Configuration, lease.Seconds);
    }

    /// <summary>Removes everything owned for the instance; harmless when repeated.</summary>
    public void Release(VirtualRouter router) => Release([router]);

    /// <summary>The same of many instances, which the kernel is told together.</summary>
    public void Release(IReadOnlyList<VirtualRouter> routers)
    {
        if (routers.Count == 0) return;
        reconciler.Release(routers.Select(router => router.Name).ToHashSet(StringComparer.Ordinal));
        foreach (var router in routers)
        {
            retirement.End(router.Name);
            Forget(router);
        }
    }

    /// <summary>An advertisement of the instance has just gone out.</summary>
    public void Advertised(VirtualRouter router)
    {
        if (!_leases.TryGetValue(router, out var lease) || lease.Advertised) return;
        lease.Advertised = true;
        _advertised.Add(lease);
    }

    /// <summary>
    /// Renews what is due and still owned by the election's word. A process that was stopped in the middle of a turn asks
    /// the engine first: what that said before the stop is not worth a lease.
    /// </summary>
    /// <param name="turn">When the engine was asked last.</param>
    /// <param name="now">The time.</param>
    public void Advance(Instant turn, Instant now)
    {
        while (retirement.TryEnd(now, out var retired)) _retired.Add(_holders[retired]);
        Release(_retired);
        _retired.Clear();
        foreach (var lease in _advertised)
        {
            RenewIfDue(lease, turn, now);
            lease.Advertised = false;
        }

        _advertised.Clear();
        foreach (var lease in _queue.TakeDue(now)) RenewIfDue(lease, turn, now);
        _queue.PutBack(now);
        reconciler.Renew();
    }

    private void RenewIfDue(InstanceLease lease, Instant turn, Instant now)
    {
        if (!lease.IsDue(now) || lease.IsStale(turn, now) || !Owns(lease.Router)) return;
        reconciler.Gather(lease.Router.Name);
        lease.Renewed(now);
        _queue.Add(lease);
        lease.Router.Counters.CountLeaseRenewed();
    }

    /// <summary>
    /// With one MAC address for all nodes whatever the former owner still sent would call the switches back to it.
    /// </summary>
    private static bool GoesAtOnce(VirtualRouter router) => router.Configuration.VirtualMac;

    private bool Owns(VirtualRouter router) => router.State == VrrpState.Master || retirement.IsRetiring(router.Name);

    /// <summary>An instance that was made anew while what it had before was retiring takes that over.</summary>
    private void NoteHolder(VirtualRouter router)
    {
        if (_holders.TryGetValue(router.Name, out var former) && former != router) Forget(former);
        _holders[router.Name] = router;
    }

    private void Forget(VirtualRouter router)
    {
        if (_leases.Remove(router, out var lease)) lease.End();
        if (_holders.TryGetValue(router.Name, out var holder) && holder == router) _holders.Remove(router.Name);
    }

    private void Grant(InstanceLease[] leases)
    {
        var grants = Array.ConvertAll(leases, lease => new Grant(
            lease.Router.Configuration, _setting.SecondsFor(lease.Router.LongestMasterDownInterval)));
        reconciler.Acquire(grants);
        for (var i = 0; i < leases.Length; i++)
        {
            leases[i].Set(grants[i].LeaseSeconds);
            _queue.Add(leases[i]);
        }
    }
}
