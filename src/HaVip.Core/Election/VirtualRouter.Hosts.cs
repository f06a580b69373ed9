using HaVip.Core.Engine;
using HaVip.Core.Neighbors;
using HaVip.Core.Values;

namespace HaVip.Core.Election;

/// <summary>
/// Hosts whose answers tell something. A Master that was cut off, from everybody or from one other node, learns it from them
/// alone: who wins without having heard its rival must announce all the same.
/// </summary>
public sealed partial class VirtualRouter
{
    /// <summary>Other nodes of the virtual router that were heard; more than that are hardly ever there.</summary>
    private const int PeersKnown = 4;

    private readonly List<IpAddress> _peers = [];
    private Instant _reachedAgain = new(long.MinValue / 2);

    private bool _hostsChanged;

    /// <summary>Where this router says that <see cref="CollectHosts"/> has another answer than before.</summary>
    internal List<VirtualRouter>? HostChanges { get; init; }

    /// <summary>Where the engine's watch has put this router.</summary>
    internal List<WatchedHost> WatchedHosts { get; } = [];

    /// <summary>
    /// No other node can have taken over while the host answered within this: it would have missed its advertisements first.
    /// </summary>
    private Duration TakeoverTakes => Configuration.AdvertisementInterval * Configuration.MissedAdvertisements;

    /// <summary>The engine is about to ask.</summary>
    internal void HostsFollowed() => _hostsChanged = false;

    internal void CollectHosts(List<HostInterest> hosts)
    {
        if (State == VrrpState.Backup) CollectMaster(hosts);
        if (State != VrrpState.Master || _handover is not null || !Configuration.SplitBrainProbe.IsOn) return;
        foreach (var peer in _peers) hosts.Add(Witness(peer));
        foreach (var peer in Configuration.Unicast?.Peers ?? []) hosts.Add(Witness(peer.Address));
        foreach (var route in Configuration.VirtualRoutes)
        {
            var isHere = route.Interface is null || route.Interface == Configuration.Interface;
            if (isHere && route.Gateway.Family == Family) hosts.Add(Witness(route.Gateway));
        }
    }

    /// <summary>
    /// A host was away and is there again. Where another node could have taken over meanwhile, it hears at once who is the
    /// better one, and neighbours that hold its place are told now and again when it has left.
    /// </summary>
    internal void HostReached(WatchedHost host, Duration away, Instant now, ActionList actions)
    {
        if (State == VrrpState.Backup) MasterReached(host, now);
        if (State != VrrpState.Master || _handover is not null) return;
        if (away < TakeoverTakes || now < _reachedAgain + Configuration.AdvertisementInterval) return;
        _reachedAgain = now;
        Report(EventKind.HostReached, actions, new Cause(host.Address, 0, away));
        Advertise(now, actions);
        StartAnnouncing(now, actions);
        ExpectRivalToLeave(now);
    }

    private HostInterest Witness(IpAddress address) => new(
        address,
        Duration.Max(Duration.FromMilliseconds(250), Duration.Min(Duration.FromSeconds(10), MasterDownInterval / 2)),
        Duration.Max(Duration.FromMilliseconds(50), Duration.Min(Duration.FromMilliseconds(250), AdvertisementInterval / 4)));

    private void RememberPeer(IpAddress peer)
    {
        if (_peers.Contains(peer)) return;
        if (_peers.Count == PeersKnown) _peers.RemoveAt(0);
        _peers.Add(peer);
        NoteHostsChanged();
    }

    private void NoteHostsChanged()
    {
        if (_hostsChanged || HostChanges is null) return;
        if (!Configuration.SplitBrainProbe.IsOn && Configuration.Detection is null && WatchedHosts.Count == 0) return;
        _hostsChanged = true;
        HostChanges.Add(this);
    }
}
