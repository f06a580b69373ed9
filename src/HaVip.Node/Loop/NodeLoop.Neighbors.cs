using HaVip.Core.Values;

namespace HaVip.Node.Loop;

/// <summary>What other hosts say of this node's addresses.</summary>
internal sealed partial class NodeLoop
{
    /// <summary>A flood of claims has a bounded share of each turn.</summary>
    private const int ClaimsPerTurn = 32;

    private int _hostsFollowed;

    /// <summary>Whom the engine asks has to be heard.</summary>
    private void FollowHosts(Instant now)
    {
        if (_hostsFollowed == parts.Engine.WatchedHostsVersion) return;
        _hostsFollowed = parts.Engine.WatchedHostsVersion;
        parts.Neighbors.Watch(parts.Engine.WatchedHosts);
        parts.Neighbors.Follow(now);
    }

    private void HearNeighbors(ulong token, Instant now)
    {
        if (parts.Neighbors.Find(token) is not { } socket) return;
        for (var i = 0; i < ClaimsPerTurn && parts.Neighbors.TryTake(socket, out var claim, now); i++)
        {
            parts.Engine.NeighborHeard(socket.InterfaceName, claim, now, parts.Actions);
            parts.Executor.Execute(parts.Actions);
        }
    }
}
