using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Neighbors;

/// <summary>All hosts that virtual routers want to know of, each asked once per interface.</summary>
internal sealed class HostWatch
{
    private readonly List<WatchedHost> _hosts = [];
    private readonly Dictionary<(string Interface, IpAddress Address), WatchedHost> _byAddress = [];
    private readonly List<HostInterest> _wanted = [];

    /// <summary>Routers that want to know something else than before.</summary>
    public List<VirtualRouter> Changed { get; } = [];

    /// <summary>Grows whenever a host comes or goes.</summary>
    public int Version { get; private set; }

    public IReadOnlyList<WatchedHost> Hosts => _hosts;

    public Instant NextDeadline
    {
        get
        {
            var next = Instant.Never;
            foreach (var host in _hosts) next = Instant.Min(next, host.NextDeadline);
            return next;
        }
    }

    /// <summary>Takes over what each router wants to know now of which that has changed.</summary>
    public void Follow(Instant now)
    {
        for (var i = 0; i < Changed.Count; i++) Follow(Changed[i], now);
        Changed.Clear();
    }

    /// <summary>The router is gone.</summary>
    public void Forget(VirtualRouter router)
    {
        Changed.Remove(router);
        for (var i = router.WatchedHosts.Count - 1; i >= 0; i--) Leave(router, router.WatchedHosts[i]);
    }

    /// <summary>A host spoke; null where nobody wants to know. It had been away for no time where that is usual.</summary>
    public WatchedHost? Heard(string interfaceName, in NeighborClaim claim, Instant now, out Duration away)
    {
        away = Duration.Zero;
        if (!_byAddress.TryGetValue((interfaceName, claim.Address), out var host)) return null;
        away = host.Answered(claim.MacAddress, now);
        return host;
    }

    /// <summary>The first host that is to be asked by now; null where none is.</summary>
    public WatchedHost? FirstDue(Instant now)
    {
        foreach (var host in _hosts)
        {
            if (host.NextDeadline <= now) return host;
        }

        return null;
    }

    private void Follow(VirtualRouter router, Instant now)
    {
        router.HostsFollowed();
        _wanted.Clear();
        router.CollectHosts(_wanted);
        for (var i = router.WatchedHosts.Count - 1; i >= 0; i--)
        {
            if (!Wants(router.WatchedHosts[i])) Leave(router, router.WatchedHosts[i]);
        }

        foreach (var interest in _wanted) Join(router, interest, now);
    }

    private bool Wants(WatchedHost host)
    {
        foreach (var interest in _wanted)
        {
            if (interest.Address == host.Address) return true;
        }

        return false;
    }

    private void Join(VirtualRouter router, HostInterest interest, Instant now)
    {
        var key = (router.Configuration.Interface, interest.Address);
        if (!_byAddress.TryGetValue(key, out var host))
        {
            host = new WatchedHost(router.Configuration.Interface, interest.Address, now);
            _byAddress.Add(key, host);
            _hosts.Add(host);
            Version++;
        }

        host.Add(router, interest, now);
        if (!router.WatchedHosts.Contains(host)) router.WatchedHosts.Add(host);
    }

    private void Leave(VirtualRouter router, WatchedHost host)
    {
        router.WatchedHosts.Remove(host);
        host.Remove(router);
        if (host.Interested.Count > 0) return;
        _byAddress.Remove((host.Interface, host.Address));
        _hosts.Remove(host);
        Version++;
    }
}
