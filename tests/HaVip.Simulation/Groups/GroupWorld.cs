using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Simulation.Randomness;

namespace HaVip.Simulation.Groups;

/// <summary>
/// Two nodes with a group of an IPv4 and an IPv6 router each, to which everything happens that can happen to one of them
/// alone. After every single call the group must not be split; when all is mended and undone, the better node has both.
/// </summary>
internal sealed class GroupWorld
{
    private const int Disturbances = 40;
    private static readonly Duration Way = new(200);
    private static readonly string[] Names = ["VI_4", "VI_6"];

    private readonly SeededRandom _random;
    private readonly NodeEngine[] _engines;
    private readonly bool[] _up = [true, true];
    private readonly bool[] _hasLinkLocal = [true, true];
    private readonly HashSet<(int Sender, AddressFamily Family)> _cut = [];
    private readonly PriorityQueue<(int To, IpAddress Source, byte[] Payload), long> _packets = new();
    private readonly ActionList _actions = new();
    private Instant _now = new(1_000_000_000);

    public GroupWorld(ulong seed)
    {
        _random = new SeededRandom(seed);
        _engines = [Node(100), Node(99)];
        for (var node = 0; node < 2; node++)
        {
            TellInterface(node);
            foreach (var name in Names) Check(node, name, Health.Good);
            Start(node);
        }
    }

    /// <summary>How often a whole group changed hands.</summary>
    public long Moves => _engines.Sum(engine => engine.Routers.Sum(router => router.Counters.BecameMaster));

    public void Run()
    {
        RunFor(Duration.FromSeconds(2));
        for (var i = 0; i < Disturbances; i++)
        {
            Disturb((int)(_random.Next() % 2));
            RunFor(Duration.FromMilliseconds((long)(_random.Next() % 1500)));
        }

        Mend();
        RunFor(Duration.FromSeconds(10));
        Expect(_engines[0], VrrpState.Master);
        Expect(_engines[1], VrrpState.Backup);
    }

    private void Disturb(int node)
    {
        var one = Names[_random.Next() % 2];
        var router = _engines[node].Find(one)!;
        var hold = Duration.FromMilliseconds((long)(_random.Next() % 3000) + 1);
        switch (_random.Next() % 12)
        {
            case 0 or 1:
                Check(node, one, Health.Bad);
                break;
            case 2 or 3:
                Check(node, one, Health.Good);
                break;
            case 4:
                _up[node] = !_up[node];
                TellInterface(node);
                break;
            case 5:
                _hasLinkLocal[node] = !_hasLinkLocal[node];
                TellInterface(node);
                break;
            case 6:
                var way = (node, _random.Next() % 2 == 0 ? AddressFamily.IPv4 : AddressFamily.IPv6);
                if (!_cut.Add(way)) _cut.Remove(way);
                break;
            case 7:
                Do(node, engine => engine.Give(router, hold, _random.Next() % 2 == 0, _now, _actions));
                break;
            case 8:
                Do(node, engine => engine.Take(router, hold, _now, _actions));
                break;
            case 9:
                if (router.Suspended) Do(node, engine => engine.Resume(router, Mode(), _now, _actions));
                else Do(node, engine => engine.Suspend(router, _random.Next() % 2 == 0, false, _now, _actions));
                break;
            case 10:
                Do(node, engine => engine.Failback(router, _now, _actions));
                break;
            default:
                if (router.State == VrrpState.Stopped) Start(node);
                else Do(node, engine => engine.Stop(router, _now, _actions));
                break;
        }
    }

    private FailbackMode Mode() => (FailbackMode)(_random.Next() % 3);

    private void Mend()
    {
        _cut.Clear();
        for (var node = 0; node < 2; node++)
        {
            (_up[node], _hasLinkLocal[node]) = (true, true);
            TellInterface(node);
            foreach (var name in Names) Check(node, name, Health.Good);
        }

        RunFor(Duration.FromSeconds(5));
        for (var node = 0; node < 2; node++)
        {
            Start(node);
            RunFor(Duration.FromSeconds(3));
            Do(node, engine => engine.Resume(engine.Routers[0], FailbackMode.Policy, _now, _actions));
            RunFor(Duration.FromSeconds(3));
            Do(node, engine => engine.Failback(engine.Routers[0], _now, _actions));
            RunFor(Duration.FromSeconds(3));
        }
    }

    private void Expect(NodeEngine engine, VrrpState state)
    {
        foreach (var router in engine.Routers)
        {
            if (router.State != state)
                throw new ViolationException("GroupChecker", _now, $"{router.Name} is {router.State} ({EventText.Explain(router)}) and not {state} in the end.");
        }
    }

    private void Start(int node) => Do(node, engine => engine.Start(engine.Routers[1], _now, _actions));

    private void Check(int node, string name, Health health) =>
        Do(node, engine => engine.CheckSeen(name, health, null, _now, _actions));

    private void TellInterface(int node) => Do(node, engine => engine.InterfaceChanged(
        new InterfaceStatus
        {
            Name = "eth0",
            Index = 2,
            IsUp = _up[node],
            PrimaryIPv4 = IpAddress.FromIPv4(0x0A00_0001 + (uint)node),
            LinkLocalIPv6 = _hasLinkLocal[node] ? LinkLocal((byte)(node + 1)) : default,
        },
        _now,
        _actions));

    private void RunFor(Duration duration)
    {
        var end = _now + duration;
        while (NextEvent() is var next && next <= end)
        {
            _now = next < _now ? _now : next;
            while (_packets.TryPeek(out _, out var due) && due <= _now.Microseconds) Deliver(_packets.Dequeue());
            for (var node = 0; node < 2; node++) Do(node, engine => engine.Advance(_now, _actions));
        }

        _now = end;
    }

    private Instant NextEvent()
    {
        var next = Instant.Min(_engines[0].NextDeadline, _engines[1].NextDeadline);
        return _packets.TryPeek(out _, out var due) ? Instant.Min(next, new Instant(due)) : next;
    }

    private void Deliver((int To, IpAddress Source, byte[] Payload) packet)
    {
        if (!_up[packet.To] || _cut.Contains((1 - packet.To, packet.Source.Family))) return;
        Do(packet.To, engine => engine.Receive(
            new ReceivedPacket
            {
                InterfaceIndex = 2,
                Source = packet.Source,
                Destination = VrrpGroup.Of(packet.Source.Family),
                TimeToLive = 255,
                Payload = packet.Payload,
            },
            _now,
            _actions));
    }

    private void Do(int node, Action<NodeEngine> call)
    {
        call(_engines[node]);
        Send(node);
        CheckTogether(_engines[node], node);
    }

    private void Send(int node)
    {
        var buffer = new byte[AdvertisementCodec.MaximumLength];
        foreach (ref readonly var action in _actions.Span)
        {
            if (action.Kind != ActionKind.SendAdvertisement || !_up[node]) continue;
            var length = action.Router.WriteAdvertisement(action.Priority, action.Router.Destinations[0], buffer);
            _packets.Enqueue((1 - node, action.Router.Source, buffer[..length]), (_now + Way).Microseconds);
        }

        _actions.Clear();
    }

    /// <summary>Where one is Master for good, all are. Who is handing over is on its way out.</summary>
    private void CheckTogether(NodeEngine engine, int node)
    {
        var routers = engine.Routers;
        var master = routers.FirstOrDefault(router => router is { State: VrrpState.Master, HandingOver: false });
        var other = routers.FirstOrDefault(router => router.State != VrrpState.Master);
        if (master is null || other is null) return;
        throw new ViolationException(
            "GroupChecker",
            _now,
            $"the group of node {node} is split: {master.Name} is Master ({EventText.Explain(master)}), "
            + $"{other.Name} is {other.State} ({EventText.Explain(other)}).");
    }

    private NodeEngine Node(byte priority) => new(
        new NodeConfiguration
        {
            Instances = [Instance("VI_4", priority, "10.0.0.100/24"), Instance("VI_6", priority, "fe80::100/64")],
            Groups = [new GroupConfiguration { Name = "G", Instances = Names }],
        },
        _now);

    private static InstanceConfiguration Instance(string name, byte priority, string address) => new()
    {
        Name = name,
        Interface = "eth0",
        VirtualRouterId = 52,
        Priority = priority,
        AdvertisementInterval = Duration.FromMilliseconds(100),
        VirtualAddresses = [new VirtualAddress(IpPrefix.TryParse(address, out var prefix) ? prefix : default)],
        Track = new TrackSettings { Checks = [new TrackedCheck(name)] },
    };

    private static IpAddress LinkLocal(byte last) => IpAddress.FromBytes([0xFE, 0x80, .. new byte[13], last]);
}
