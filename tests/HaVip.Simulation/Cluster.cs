using HaVip.Core.Values;
using HaVip.Simulation.Checkers;
using HaVip.Simulation.Hosts;
using HaVip.Simulation.Neighbors;
using HaVip.Simulation.Network;
using HaVip.Simulation.Options;
using HaVip.Simulation.Randomness;
using HaVip.Simulation.Time;

namespace HaVip.Simulation;

/// <summary>Hosts, the LAN between them and the checkers, in virtual time that jumps from event to event.</summary>
internal sealed class Cluster
{
    private readonly EventQueue _queue = new();

    public Cluster(ClusterOptions options, Trace? trace)
    {
        Options = options;
        Trace = trace;
        Random = new SeededRandom(options.Seed ^ 0x5EED);
        Network = new SimulatedNetwork(options.Network, options.Nodes.Count, _queue, Random.Split());
        Networks = [Network, .. Enumerable.Range(1, options.Heartbeats).Select(path => new SimulatedNetwork(
            options.Network, options.Nodes.Count, _queue, new SeededRandom(options.Seed ^ ((ulong)path << 40))))];
        Hosts = [.. options.Nodes.Select((node, index) => new SimulatedHost(this, index, node))];
        Neighbors = new NeighborCaches(this);
        Checkers = new CheckerSet(this);
    }

    public ClusterOptions Options { get; }

    public Trace? Trace { get; }

    /// <summary>For parts that need chance to <see cref="SeededRandom.Split"/> a stream of their own from.</summary>
    public SeededRandom Random { get; }

    /// <summary>The LAN, with the clients.</summary>
    public SimulatedNetwork Network { get; }

    /// <summary>The LAN, then the networks of the heartbeat.</summary>
    public IReadOnlyList<SimulatedNetwork> Networks { get; }

    public IReadOnlyList<SimulatedHost> Hosts { get; }

    public NeighborCaches Neighbors { get; }

    public CheckerSet Checkers { get; }

    /// <summary>True time; every host reads a clock of its own.</summary>
    public Instant Now { get; private set; }

    /// <summary>Called with every packet a node sends.</summary>
    public Action<Packet>? Sent { get; set; }

    private long _packets;

    public long NextPacketNumber() => ++_packets;

    public long EventsDone { get; private set; }

    public SimulatedHost? HostAt(IpAddress address)
    {
        foreach (var host in Hosts)
        {
            if (host.AddressOf(address.Family) == address) return host;
        }

        return null;
    }

    public IEnumerable<Member> Members(int group) => Hosts.Select(host => host.Members[group]);

    public void At(Instant time, Action call) => _queue.Add(time, new SimulationEvent(-1, 0, null, call));

    public void After(Duration delay, Action call) => At(Now + delay, call);

    public void WakeAt(Instant time, int host, long number) =>
        _queue.Add(time, new SimulationEvent(host, number, null, null));

    public void Run(Instant until)
    {
        while (_queue.TryTake(until, out var time, out var item))
        {
            Now = time;
            EventsDone++;
            if (item.Packet is { } packet) Hosts[item.Host].Arrive(packet);
            else if (item.Call is { } call) call();
            else Hosts[item.Host].Wake(item.WakeNumber);
        }

        Now = until;
    }

    /// <summary>What happens, for who reads along.</summary>
    public void Tell(int host, string text) => Trace?.Line(Now, host, text);
}
