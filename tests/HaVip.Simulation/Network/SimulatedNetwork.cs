using HaVip.Core.Values;
using HaVip.Simulation.Options;
using HaVip.Simulation.Randomness;
using HaVip.Simulation.Time;

namespace HaVip.Simulation.Network;

/// <summary>A multicast LAN: what a host sends, every other host gets over a link of its own.</summary>
internal sealed partial class SimulatedNetwork
{
    private readonly Link[,] _links;
    private readonly EventQueue _queue;
    private readonly SeededRandom _random;

    public SimulatedNetwork(NetworkOptions options, int hosts, EventQueue queue, SeededRandom random)
    {
        Options = options;
        _queue = queue;
        _random = random;
        _links = new Link[hosts, hosts];
        for (var from = 0; from < hosts; from++)
        {
            for (var to = 0; to < hosts; to++) _links[from, to] = new Link();
        }
    }

    /// <summary>Replaced by the same without its faults when the cluster is healed.</summary>
    public NetworkOptions Options { get; set; }

    public int HostCount => _links.GetLength(0);

    public Link this[int from, int to] => _links[from, to];

    /// <summary>Packets put on a link, copies included.</summary>
    public long PacketsSent { get; private set; }

    public void Send(int from, Packet packet, Instant now)
    {
        for (var to = 0; to < HostCount; to++)
        {
            if (to != from && _links[from, to].Open) Carry(_links[from, to], to, packet, now);
        }
    }

    public void SendTo(int from, int to, Packet packet, Instant now)
    {
        if (to != from && _links[from, to].Open) Carry(_links[from, to], to, packet, now);
    }

    /// <summary>A broadcast frame to the client beside each host; the one beside the sender always gets it.</summary>
    public void Announce(int from, Instant now, Action<int> arrive)
    {
        for (var to = 0; to < HostCount; to++)
        {
            var client = to;
            var link = _links[from, to];
            if (to == from) _queue.Add(now + Options.Delay, new SimulationEvent(-1, 0, null, () => arrive(client)));
            else if (link.Open && !IsLost(link, now))
                _queue.Add(ArrivalOver(link, now), new SimulationEvent(-1, 0, null, () => arrive(client)));
        }
    }

    private bool IsLost(Link link, Instant now)
    {
        if (!_random.Chance(Options.LossPerMille)) return false;
        link.Disturb(now);
        return true;
    }

    private Instant ArrivalOver(Link link, Instant now)
    {
        var arrival = now + Options.Delay + _random.Between(Duration.Zero, Options.Jitter);
        if (!_random.Chance(Options.SpikePerMille)) return arrival;
        arrival += _random.Between(Duration.Zero, Options.SpikeDelay);
        link.Disturb(arrival);
        return arrival;
    }

    private void Carry(Link link, int to, Packet packet, Instant now)
    {
        PacketsSent++;
        if (IsLost(link, now)) return;
        if (_random.Chance(Options.CorruptPerMille))
        {
            link.Disturb(now);
            packet = Corruption.Apply(packet, _random);
        }

        Deliver(to, packet, ArrivalOver(link, now));
        if (!_random.Chance(Options.DuplicatePerMille)) return;
        Deliver(to, packet, now + Options.Delay + _random.Between(Duration.Zero, Options.Jitter));
    }

    private void Deliver(int to, Packet packet, Instant arrival) =>
        _queue.Add(arrival, new SimulationEvent(to, 0, packet, null));
}
