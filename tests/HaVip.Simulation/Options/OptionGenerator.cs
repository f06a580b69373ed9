using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Simulation.Faults;
using HaVip.Simulation.Randomness;

namespace HaVip.Simulation.Options;

/// <summary>Draws a cluster from a seed.</summary>
internal sealed partial class OptionGenerator
{
    /// <summary>Of a clock that is right.</summary>
    private static readonly Duration LargestClockError = Duration.FromMilliseconds(100);

    private readonly SeededRandom _random;
    private readonly ulong _seed;
    private readonly List<int> _hops = [];
    private readonly List<(byte Id, AddressFamily Family)> _used = [];
    private int[] _thirds = [];
    private HmacAntiReplay _antiReplay;
    private Duration? _firstInterval;

    private OptionGenerator(ulong seed)
    {
        _seed = seed;
        _random = new SeededRandom(seed);
    }

    /// <summary>Length null: a few hundred to a few thousand of the cluster's own intervals.</summary>
    public static ClusterOptions Generate(ulong seed, Duration? length = null) =>
        new OptionGenerator(seed).Generate(length);

    private ClusterOptions Generate(Duration? length)
    {
        var groups = _random.Chance(800) ? 1 : _random.Pick(2, 3);
        var count = _random.Pick(2, 2, 2, 3, 3, 3, 4, 5, 6, 7);
        _thirds = [.. Enumerable.Range(0, count).Select(_ => _random.Below(200))];
        // All alike: what a clock may do differs between the two.
        _antiReplay = _random.Chance(350) ? HmacAntiReplay.Monotonic : HmacAntiReplay.Time;
        var heartbeats = DrawHeartbeats();
        var instances = Enumerable.Range(0, groups)
            .Select(group => WithHeartbeat(DrawGroup(group, count), heartbeats)).ToArray();
        var intervals = instances.SelectMany(x => x).Select(x => x.AdvertisementInterval).ToArray();
        var (shortest, longest) = (intervals.Min(), intervals.Max());
        var drift = _random.Chance(700) ? 200 : 5000;
        var slowStart = _random.Chance(300);
        var nodes = new NodeOptions[count];
        for (var i = 0; i < count; i++) nodes[i] = DrawNode(i, instances, shortest, drift) with
        {
            StartupDelay = slowStart ? longest * _random.Between(0, 12) / 2 : Duration.Zero,
        };
        return new ClusterOptions
        {
            Seed = _seed,
            Nodes = nodes,
            Network = DrawNetwork(shortest),
            Faults = DrawFaults(longest),
            Length = length ?? Duration.Min(longest * _random.Between(300, 2000), shortest * 20_000),
            LargestDriftPartsPerMillion = drift * 2,
            Hops = _hops,
            Heartbeats = heartbeats,
        };
    }

    /// <summary>Of the seed alone, so that the rest of the cluster is what it would be without.</summary>
    private int DrawHeartbeats() => (_seed % 12) switch
    {
        2 or 5 or 7 => 1,
        10 => 2,
        _ => 0,
    };

    private static InstanceConfiguration[] WithHeartbeat(InstanceConfiguration[] instances, int heartbeats)
    {
        var paths = Enumerable.Range(1, heartbeats)
            .Select(path => new HeartbeatPath(SimulatedAddresses.HeartbeatName(path))).ToArray();
        return [.. instances.Select(instance => instance with { Heartbeat = paths })];
    }

    private NodeOptions DrawNode(int index, InstanceConfiguration[][] instances, Duration shortest, int drift) => new()
    {
        Address = AddressOf(index, AddressFamily.IPv4),
        LinkLocal = AddressOf(index, AddressFamily.IPv6),
        ClockError = _random.Between(Duration.Zero, LargestClockError * 2) - LargestClockError,
        Instances = [.. instances.Select(group => group[index])],
        DriftPartsPerMillion = (int)_random.Between(-drift, drift),
        AcquireDelay = _random.Chance(500) ? Duration.Zero : new Duration(_random.Between(1, 3000)),
        Lease = ((_seed + (ulong)index) % 8) == 0 ? LeaseSetting.Off : LeaseSetting.Auto,
        WakeLateness = Duration.Min(Duration.FromMilliseconds(1), shortest / 20),
    };

    private NetworkOptions DrawNetwork(Duration shortest)
    {
        var most = Duration.Min(Duration.FromMilliseconds(5), shortest / 8);
        var calm = _random.Chance(500);
        return new NetworkOptions
        {
            Delay = _random.Between(new Duration(20), most),
            Jitter = _random.Between(Duration.Zero, most),
            LossPerMille = calm ? 0 : _random.Pick(1, 5, 20, 100),
            DuplicatePerMille = _random.Pick(0, 10, 100),
            CorruptPerMille = calm ? 0 : _random.Pick(0, 1, 10),
            SpikePerMille = calm ? 0 : _random.Pick(0, 1, 10),
            SpikeDelay = shortest * _random.Between(1, 6),
        };
    }

    private FaultOptions DrawFaults(Duration interval)
    {
        var weights = new int[Enum.GetValues<FaultKind>().Length];
        for (var i = 0; i < weights.Length; i++) weights[i] = _random.Chance(300) ? 0 : _random.Below(10);
        return new FaultOptions
        {
            FaultEvery = _random.Chance(100) ? Duration.Zero : interval * _random.Pick(5, 10, 20, 40, 80),
            CommandEvery = _random.Chance(150) ? Duration.Zero : interval * _random.Pick(3, 10, 30, 100),
            JunkEvery = _random.Chance(400) ? Duration.Zero : interval * _random.Pick(1, 1, 5, 50) / 3,
            FaultLength = interval * _random.Pick(1, 4, 10, 20),
            PartitionStability = interval * _random.Pick(1, 4, 10),
            Weights = weights,
        };
    }
}
