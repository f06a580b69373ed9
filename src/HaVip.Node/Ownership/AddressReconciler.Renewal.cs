using HaVip.Linux.Netlink;
using HaVip.Node.Kernel;

namespace HaVip.Node.Ownership;

/// <summary>Counts leases anew, without garbage: this runs as long as the node is Master.</summary>
internal sealed partial class AddressReconciler
{
    private readonly HashSet<string> _unrenewed = [];
    private readonly HashSet<string> _renewingInstances = new(StringComparer.Ordinal);
    private KernelAddress[] _renewing = new KernelAddress[16];
    private KernelRoute[] _renewingRoutes = new KernelRoute[4];
    private NetlinkResult[] _renewed = new NetlinkResult[16];
    private int _renewingCount;
    private int _renewingRouteCount;

    /// <summary>Puts what an instance owns into the next <see cref="Renew"/>; what is known to be gone stays out.</summary>
    public void Gather(string instance)
    {
        foreach (var owned in _addresses.Of(instance))
        {
            if (IsLost(owned)) continue;
            if (_renewingCount == _renewing.Length) Array.Resize(ref _renewing, _renewingCount * 2);
            _renewing[_renewingCount++] = Remaining(owned);
        }

        if (_routes.Count > 0) _renewingInstances.Add(instance);
    }

    /// <summary>Renews all that was gathered, in as few messages as the kernel takes.</summary>
    public void Renew()
    {
        if (_renewingInstances.Count > 0) GatherRoutes();
        var most = Math.Max(_renewingCount, _renewingRouteCount);
        if (_renewed.Length < most) _renewed = new NetlinkResult[most];
        if (_renewingCount > 0) RenewAddresses(_renewing.AsSpan(0, _renewingCount));
        if (_renewingRouteCount > 0) RenewRoutes(_renewingRoutes.AsSpan(0, _renewingRouteCount));
        (_renewingCount, _renewingRouteCount) = (0, 0);
        PromoteIfDue();
    }

    /// <summary>One walk for all instances, however many there are.</summary>
    private void GatherRoutes()
    {
        foreach (var owned in _routes)
        {
            if (owned.Route.ValidSeconds == 0 || !_renewingInstances.Contains(owned.Instance)) continue;
            if (_renewingRouteCount == _renewingRoutes.Length) Array.Resize(ref _renewingRoutes, _renewingRouteCount * 2);
            _renewingRoutes[_renewingRouteCount++] = owned.Route;
        }

        _renewingInstances.Clear();
    }

    private void RenewAddresses(ReadOnlySpan<KernelAddress> addresses)
    {
        kernel.RenewAddresses(addresses, _renewed);
        for (var i = 0; i < addresses.Length; i++)
        {
            if (!_renewed[i].Succeeded || _unrenewed.Count > 0) NoteRenewal(addresses[i].Prefix.ToString(), _renewed[i]);
        }
    }

    private void RenewRoutes(ReadOnlySpan<KernelRoute> routes)
    {
        kernel.RenewRoutes(routes, _renewed);
        for (var i = 0; i < routes.Length; i++)
        {
            if (!_renewed[i].Succeeded || _unrenewed.Count > 0)
                NoteRenewal($"the route to {routes[i].Destination}", _renewed[i]);
        }
    }

    /// <summary>The first failure is told, not each third of a lease's.</summary>
    private void NoteRenewal(string what, NetlinkResult result)
    {
        if (result.Succeeded) _unrenewed.Remove(what);
        else if (_unrenewed.Add(what)) Fault(null, $"the lease of {what} cannot be renewed: {Text(result)}");
    }
}
