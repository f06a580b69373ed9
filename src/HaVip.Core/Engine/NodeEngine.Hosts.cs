using HaVip.Core.Neighbors;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Engine;

/// <summary>Hosts that are asked whether they are there.</summary>
public sealed partial class NodeEngine
{
    private readonly HostWatch _hosts = new();

    /// <summary>Grows whenever <see cref="WatchedHosts"/> has changed.</summary>
    public int WatchedHostsVersion => _hosts.Version;

    /// <summary>Whose answers are to be told to <see cref="NeighborHeard"/>, beside those for virtual addresses.</summary>
    public IEnumerable<(string Interface, IpAddress Address)> WatchedHosts =>
        _hosts.Hosts.Select(host => (host.Interface, host.Address));

    /// <summary>When the first virtual router has work; hosts aside.</summary>
    internal Instant NextRouterDeadline => _deadlines.Next;

    private void HostHeard(string interfaceName, in NeighborClaim claim, Instant now, ActionList actions)
    {
        if (_hosts.Heard(interfaceName, claim, now, out var away) is not { } host) return;
        foreach (var router in host.Interested)
        {
            router.HostReached(host, away, now, actions);
            _deadlines.Update(router);
        }
    }

    private void TellSilence(WatchedHost host, Instant now)
    {
        foreach (var router in host.Interested)
        {
            router.HostSilent(host, now);
            _deadlines.Update(router);
        }
    }

    private void AskHosts(Instant now, ActionList actions)
    {
        _hosts.Follow(now);
        while (_hosts.FirstDue(now) is { } host)
        {
            if (host.Ask(now)) TellSilence(host, now);
            actions.Add(new EngineAction
            {
                Kind = ActionKind.ProbeHost,
                Router = host.Interested[0],
                Neighbor = new NeighborClaim(host.Address, host.Place),
            });
        }
    }
}
