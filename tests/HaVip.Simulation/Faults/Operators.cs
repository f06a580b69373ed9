using HaVip.Core.Values;
using HaVip.Simulation.Hosts;
using HaVip.Simulation.Randomness;

namespace HaVip.Simulation.Faults;

/// <summary>
/// People who give, take, fail back, stop, start and reload at any moment, knowing nothing of each other.
/// </summary>
internal sealed partial class Operators
{
    private readonly Cluster _cluster;
    private readonly SeededRandom _random;
    private readonly Duration _every;
    private bool _stopped;

    public Operators(Cluster cluster)
    {
        _cluster = cluster;
        _random = cluster.Random.Split();
        _every = cluster.Options.Faults.CommandEvery;
        if (_every > Duration.Zero) PlanNext();
    }

    /// <summary>Holds end by themselves after at most this.</summary>
    public static Duration LongestHold(Cluster cluster) => cluster.Options.LongestInterval * 20;

    public void Stop() => _stopped = true;

    private void PlanNext() => _cluster.After(_random.Around(_every), () =>
    {
        if (_stopped) return;
        var host = _cluster.Hosts[_random.Below(_cluster.Hosts.Count)];
        Act(host, host.Members[_random.Below(host.Members.Count)]);
        PlanNext();
    });

    private void Act(SimulatedHost host, Member member)
    {
        switch (_random.Below(16))
        {
            case < 4:
                // Whoever is Master is the one to ask; sometimes the wrong one is asked.
                var giver = _random.Chance(800) ? MasterOr(member) : member;
                giver.Host.Give(giver, Hold(), _random.Chance(200));
                break;
            case < 7:
                host.Take(member, Hold());
                break;
            case < 9:
                var held = _cluster.Members(member.Group).FirstOrDefault(x => x.Router is { Held: true }) ?? member;
                held.Host.Failback(held);
                break;
            case < 10:
                host.Stop(member);
                break;
            case < 11 when _random.Chance(500):
                host.StopNow(member);
                break;
            case < 13:
                var stopped = _cluster.Members(member.Group).FirstOrDefault(x => !x.Wanted) ?? member;
                stopped.Host.Start(stopped);
                break;
            default:
                Reconfigure(host, member);
                break;
        }
    }

    private Member MasterOr(Member member) =>
        _cluster.Members(member.Group).FirstOrDefault(x => x.State == Core.Election.VrrpState.Master) ?? member;

    private Duration? Hold() =>
        _random.Chance(400) ? null : _random.Between(new Duration(1000), LongestHold(_cluster));
}
