using BenchmarkDotNet.Attributes;
using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Benchmarks;

/// <summary>
/// One step of one virtual router among many: as Master a timer fires and its next deadline finds its place, as Backup an
/// advertisement is heard and puts the deadline off.
/// </summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private readonly ActionList _actions = new();
    private readonly List<byte[]> _payloads = [];
    private NodeEngine _masters = null!;
    private NodeEngine _backups = null!;
    private Instant _now;
    private int _next;

    /// <summary>Virtual routers of the node.</summary>
    [Params(1, 255)]
    public int Routers { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _now = new Instant(1_000_000_000);
        _masters = Engine(200);
        while (_masters.Routers.Any(router => router.State != Election.VrrpState.Master)) MasterStep();
        _backups = Engine(100);
        for (var id = 1; id <= Routers; id++) _payloads.Add(Written((byte)id));
    }

    [Benchmark]
    public int MasterStep()
    {
        _now = _masters.NextDeadline;
        _masters.Advance(_now, _actions);
        var count = _actions.Count;
        _actions.Clear();
        return count;
    }

    [Benchmark]
    public int BackupStep()
    {
        _next = (_next + 1) % Routers;
        _now += Duration.FromMilliseconds(1);
        var packet = new ReceivedPacket
        {
            InterfaceIndex = 2,
            Source = Samples.Better,
            Destination = VrrpGroup.IPv4,
            TimeToLive = 255,
            Payload = _payloads[_next],
        };
        _backups.Receive(packet, _now, _actions);
        var count = _actions.Count;
        _actions.Clear();
        return count;
    }

    private NodeEngine Engine(byte priority)
    {
        var instances = Enumerable.Range(1, Routers).Select(id => Samples.Instance((byte)id, priority)).ToArray();
        var engine = new NodeEngine(new NodeConfiguration { Instances = instances }, _now);
        engine.SetWallClock(1_795_348_800_000_000, _now);
        engine.InterfaceChanged(Samples.Eth0, _now, _actions);
        foreach (var router in engine.Routers) engine.Start(router, _now, _actions);
        _actions.Clear();
        return engine;
    }

    private static byte[] Written(byte id)
    {
        var buffer = new byte[AdvertisementCodec.MaximumLength];
        var length = AdvertisementCodec.Write(buffer, new AdvertisementFields
        {
            Version = 3,
            VirtualRouterId = id,
            Priority = 200,
            Interval = Duration.FromSeconds(1),
            Addresses = Samples.Instance(id, 200).VirtualAddresses,
            Source = Samples.Better,
            Destination = VrrpGroup.IPv4,
        });
        return buffer[..length];
    }
}
