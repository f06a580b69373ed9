using HaVip.Core.Values;
using HaVip.Simulation.Hosts;
using HaVip.Simulation.Randomness;

namespace HaVip.Simulation.Neighbors;

/// <summary>
/// What the LAN's clients hold for true: one client beside each host, hearing what that place hears. An entry never
/// expires; it comes from an announcement, or from an answer of whoever answers when the client asks.
/// </summary>
internal sealed class NeighborCaches
{
    private readonly Cluster _cluster;
    private readonly SeededRandom _random;
    private readonly Dictionary<IpAddress, int>[] _caches;

    public NeighborCaches(Cluster cluster)
    {
        _cluster = cluster;
        _random = cluster.Random.Split();
        _caches = [.. cluster.Options.Nodes.Select(_ => new Dictionary<IpAddress, int>())];
        PlanQuestion();
    }

    /// <summary>A frame reached the client.</summary>
    public void Hear(int client, byte[] frame)
    {
        var (address, place) = AnnouncementFrame.Read(frame);
        _caches[client][address] = SimulatedHost.IndexOf(place);
    }

    /// <summary>The host the client sends to; false while it would ask first.</summary>
    public bool TryFind(int client, IpAddress address, out int host) => _caches[client].TryGetValue(address, out host);

    private void PlanQuestion() => _cluster.After(_random.Around(_cluster.Options.ShortestInterval * 4), () =>
    {
        Ask(_random.Below(_caches.Length), _random.Below(_cluster.Options.GroupCount));
        PlanQuestion();
    });

    /// <summary>Of several answers the last one stays, which may be anybody's.</summary>
    private void Ask(int client, int group)
    {
        var answering = _cluster.Members(group).Where(x => x.Answers && !x.IsQuiet && Reaches(x.Host.Index, client)).ToArray();
        if (answering.Length == 0) return;
        var answer = answering[_random.Below(answering.Length)];
        foreach (var address in answer.Owned) _caches[client][address.Prefix.Address] = answer.Host.Index;
    }

    private bool Reaches(int host, int client) => host == client || _cluster.Network[host, client].Open;
}
