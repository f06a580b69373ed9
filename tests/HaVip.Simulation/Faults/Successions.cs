using HaVip.Core.Values;
using HaVip.Simulation.Hosts;
using HaVip.Simulation.Randomness;

namespace HaVip.Simulation.Faults;

/// <summary>
/// Processes become another program now and then, with all that the engine knows and a pause in which the network goes
/// on. Nobody may notice, so nothing of a run may break by it.
/// </summary>
internal sealed class Successions
{
    private readonly Cluster _cluster;
    private readonly SeededRandom _random;
    private readonly Duration _every;
    private bool _stopped;

    public Successions(Cluster cluster)
    {
        _cluster = cluster;
        _random = new SeededRandom(cluster.Options.Seed ^ 0x5CCE_5510_0000);
        _every = cluster.Options.Faults.CommandEvery * 6;
        if (_every > Duration.Zero) PlanNext();
    }

    public void Stop() => _stopped = true;

    private void PlanNext() => _cluster.After(_random.Around(_every), () =>
    {
        if (_stopped) return;
        var host = _cluster.Hosts[_random.Below(_cluster.Hosts.Count)];
        if (host.Succeed()) Stall(host);
        PlanNext();
    });

    /// <summary>As long as a start takes, a small part of an interval.</summary>
    private void Stall(SimulatedHost host)
    {
        host.Pause();
        _cluster.After(_random.Between(Duration.Zero, _cluster.Options.ShortestInterval / 10), host.Resume);
    }
}
