using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Simulation.Network;
using HaVip.Simulation.Options;
using HaVip.Simulation.Randomness;
using HaVip.Simulation.Time;

namespace HaVip.Simulation.Hosts;

/// <summary>
/// A machine with one interface and one runner process. The process is the real engine behind the loop a runner has:
/// read what has come in, then timers, then carry out the actions in their order.
/// </summary>
internal sealed partial class SimulatedHost
{
    /// <summary>What a socket's receive buffer holds while the process stands still.</summary>
    private const int BacklogLimit = 256;

    private const ulong FirstMac = 0x0200_0000_0000;

    private readonly Cluster _cluster;
    private readonly NodeOptions _options;
    private readonly SeededRandom _random;
    private readonly ActionList _actions = new();
    private readonly Queue<Packet> _backlog = new();
    private NodeEngine? _engine;
    private Instant _wakeAt = Instant.Never;
    private long _wakeNumber;

    public SimulatedHost(Cluster cluster, int index, NodeOptions options)
    {
        _cluster = cluster;
        _options = options;
        _random = cluster.Random.Split();
        Index = index;
        Clock = new HostClock(new Instant(_random.Between(1, 1_000_000_000_000)), options.DriftPartsPerMillion);
        Status = new InterfaceStatus
        {
            Name = SimulatedAddresses.InterfaceName,
            Index = 2,
            IsUp = true,
            PrimaryIPv4 = options.Address,
            LinkLocalIPv6 = options.LinkLocal,
            MacAddress = new MacAddress(FirstMac + (ulong)index),
        };
        Heartbeats = [.. Enumerable.Range(1, cluster.Options.Heartbeats).Select(HeartbeatStatus)];
        Members = [.. options.Instances.Select((instance, group) => new Member(this, group, instance))];
    }

    public int Index { get; }

    public HostClock Clock { get; }

    public IReadOnlyList<Member> Members { get; }

    /// <summary>The interface as it is; the process hears of changes a little later.</summary>
    public InterfaceStatus Status { get; private set; }

    /// <summary>The interfaces of the heartbeat; they are always up, their networks not.</summary>
    public IReadOnlyList<InterfaceStatus> Heartbeats { get; }

    /// <summary>
    /// Since when the interface and what the process knows of it are the same; now while they are not. A process that has
    /// not heard of a new index is deaf on it.
    /// </summary>
    public Instant StatusSettledAt => _untold > 0 ? _cluster.Now : _statusSettledAt;

    /// <summary>The index an interface made now gets: the kernel gives none twice.</summary>
    public int NextInterfaceIndex { get; private set; } = 3;

    public bool IsDead { get; private set; } = true;

    public bool IsPaused { get; private set; }

    public bool IsRunning => !IsDead && !IsPaused;

    /// <summary>When the process was started or went on last.</summary>
    public Instant RunningSince { get; private set; }

    public NodeOptions Options => _options;

    public Instant Local => Clock.Read(_cluster.Now);

    public IpAddress AddressOf(AddressFamily family) => Status.SourceOf(family);

    public static int IndexOf(ulong mac) => (int)(mac - FirstMac);

    /// <summary>Something came over the LAN.</summary>
    public void Arrive(Packet packet)
    {
        if (IsDead || (packet.Path == 0 && !Status.IsUp)) return;
        if (!IsPaused)
        {
            Read(packet);
            Settle();
        }
        else if (_backlog.Count < BacklogLimit)
        {
            _backlog.Enqueue(packet);
        }
    }

    /// <summary>A timer's time has come, unless the plan has changed since.</summary>
    public void Wake(long number)
    {
        if (number != _wakeNumber || !IsRunning) return;
        _wakeAt = Instant.Never;
        Settle();
    }

    private InterfaceStatus HeartbeatStatus(int path) => new()
    {
        Name = SimulatedAddresses.HeartbeatName(path),
        Index = 1_000_000 + path,
        IsUp = true,
        PrimaryIPv4 = SimulatedAddresses.Heartbeat(path, Index, AddressFamily.IPv4),
        LinkLocalIPv6 = SimulatedAddresses.Heartbeat(path, Index, AddressFamily.IPv6),
        MacAddress = new MacAddress(FirstMac + (ulong)((path * 1000) + Index)),
    };

    private void Read(Packet packet)
    {
        TellTime();
        var watch = _cluster.Checkers.BeforeReceive(this, packet);
        _engine!.Receive(
            new ReceivedPacket
            {
                InterfaceIndex = packet.Path == 0 ? Status.Index : Heartbeats[packet.Path - 1].Index,
                Source = packet.Source,
                Destination = packet.Destination,
                TimeToLive = packet.TimeToLive,
                Payload = packet.Payload,
            },
            Local,
            _actions);
        _cluster.Checkers.AfterReceive(this, packet, watch, _actions);
        Execute();
        _cluster.Checkers.AfterExecute(packet, watch);
    }

    /// <summary>Fires what is due, carries it out, and plans the next awakening.</summary>
    private void Settle()
    {
        if (_engine!.NextDeadline <= Local)
        {
            TellTime();
            _engine.Advance(Local, _actions);
            Execute();
        }

        RenewLeases();
        _cluster.Checkers.AfterStep(this, _engine);
        PlanWake();
    }

    private void PlanWake()
    {
        var next = Clock.WhenReads(Instant.Min(_engine!.NextDeadline, EarliestRenewal));
        if (next == _wakeAt) return;
        _wakeAt = next;
        _wakeNumber++;
        if (next == Instant.Never) return;
        var late = _random.Between(Duration.Zero, _options.WakeLateness);
        var time = next + late;
        _cluster.WakeAt(time < _cluster.Now ? _cluster.Now : time, Index, _wakeNumber);
    }

    private NodeConfiguration Configuration() =>
        new()
        {
            Node = new NodeSettings { StartupDelay = _options.StartupDelay },
            Instances = [.. Members.Select(member => member.Configuration)],
        };
}
