using System.Text.Json;
using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Succession;
using HaVip.Core.Tests.Election;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Engine;

/// <summary>
/// An engine with two virtual routers to which any things happen, each told by a number, and what it answers as text.
/// </summary>
internal sealed class SuccessionStory
{
    /// <summary>The number of what happens when nothing does but that time goes on.</summary>
    public const int OneMicrosecond = 32;

    private static readonly Secret Key = new(Enumerable.Repeat((byte)7, 32).ToArray());
    private readonly ActionList _actions = new();
    private readonly byte[] _buffer = new byte[AdvertisementCodec.MaximumLength];
    private long _sequence = 1;

    private readonly NodeConfiguration _configuration;

    public SuccessionStory(bool isGrouped = false)
    {
        _configuration = isGrouped ? Configuration : Configuration with { Groups = [] };
        Engine = new NodeEngine(_configuration, Now);
        Tell(() => Engine.InterfaceChanged(RouterFixture.Eth0, Now, _actions));
        Tell(() => Engine.InterfaceChanged(HeartbeatNode.Eth1, Now, _actions));
        foreach (var router in Engine.Routers) Tell(() => Engine.Start(router, Now, _actions));
    }

    private SuccessionStory(NodeEngine engine, SuccessionStory before)
    {
        Engine = engine;
        _configuration = before._configuration;
        Now = before.Now;
        _sequence = before._sequence;
    }

    public static NodeConfiguration Configuration { get; } = new()
    {
        Node = new NodeSettings { StartupDelay = Duration.FromSeconds(2) },
        Checks = [new CheckConfiguration { Name = "web" }],
        Groups =
        [
            new GroupConfiguration
            {
                Name = "both",
                Instances = ["VI_1", "VI_2"],
                Track = new TrackSettings
                {
                    Interfaces = [new TrackedInterface("eth0") { UpDelay = Duration.FromSeconds(1) }],
                    Checks = [new TrackedCheck("web")],
                },
            },
        ],
        Instances =
        [
            RouterFixture.Seed with
            {
                PreemptDelay = Duration.FromSeconds(5),
                Heartbeat = [new HeartbeatPath("eth1")],
                Track = new TrackSettings
                {
                    Interfaces = [new TrackedInterface("eth0") { Weight = -10 }],
                    Checks = [new TrackedCheck("web") { Weight = -20 }],
                },
            },
            RouterFixture.Seed with
            {
                Name = "VI_2",
                Version = 3,
                VirtualRouterId = 60,
                Authentication = null,
                AdvertisementInterval = Duration.FromMilliseconds(100),
                VirtualAddresses = [Bytes.Virtual("192.168.7.200/24")],
                AcceptMode = false,
                Heartbeat = [new HeartbeatPath("eth1")],
                Hmac = new HmacAuthentication
                {
                    Mode = HmacMode.Permissive, ActiveKey = 1, Keys = [new HmacKey(1, "", Key)],
                },
            },
        ],
    };

    public NodeEngine Engine { get; }

    public Instant Now { get; private set; } = new(1_000_000_000);

    /// <summary>The same story with an engine that was made of what this one remembers, as JSON.</summary>
    public SuccessionStory Succeed()
    {
        var json = JsonSerializer.Serialize(Engine.Remember(), MemoryJson.Default.NodeMemory);
        var memory = JsonSerializer.Deserialize(json, MemoryJson.Default.NodeMemory)!;
        var successor = NodeEngine.Recall(_configuration, memory);
        successor.SetWallClock(RouterFixture.UnixTime + Now.Microseconds, Now);
        return new SuccessionStory(successor, this);
    }

    public string Happen(int number)
    {
        var router = Engine.Routers[number % 2];
        var amount = number / 32;
        Engine.SetWallClock(RouterFixture.UnixTime + Now.Microseconds, Now);
        return (number / 2 % 16) switch
        {
            < 5 => Pass(new Duration(amount % 500_000)),
            5 => Pass(Engine.NextDeadline == Instant.Never ? Duration.Zero : Engine.NextDeadline - Now),
            < 11 => Hear(router, (byte)(amount % 256), amount / 256),
            11 => Tell(() => Engine.Take(router, amount % 3 == 0 ? null : new Duration(1 + amount), Now, _actions)),
            12 => Tell(() => Engine.Suspend(router, drain: false, force: true, Now, _actions)),
            13 => Tell(() => Engine.Resume(router, (FailbackMode)(amount % 3), Now, _actions)),
            14 when amount % 8 < 4 => Tell(() => Engine.InterfaceChanged(
                HeartbeatNode.Eth1 with { IsUp = amount % 16 < 8 }, Now, _actions)),
            14 when amount % 8 < 6 => Tell(() => Engine.CheckSeen(
                "web", Seen(amount / 8), amount % 5 == 0 ? 2 : null, Now, _actions)),
            14 => Tell(() => Engine.FilterChanged(amount % 4 != 0, Now, _actions)),
            15 when amount % 4 != 0 => Tell(() => Engine.InterfaceChanged(
                RouterFixture.Eth0 with { IsUp = amount % 4 != 1 }, Now, _actions)),
            _ => Tell(() => Engine.Start(router, Now, _actions)),
        };
    }

    private static Health Seen(int amount) => amount % 3 == 0 ? Health.Bad : Health.Good;

    private string Pass(Duration time)
    {
        if (time > Duration.Zero) Now += Duration.Min(time, Duration.FromSeconds(10));
        return Tell(() => Engine.Advance(Now, _actions));
    }

    private string Hear(VirtualRouter router, byte priority, int variant)
    {
        var settings = router.Configuration;
        var from = Bytes.Address($"192.168.6.{120 + (variant % 3)}");
        var fields = new AdvertisementFields
        {
            Version = settings.Version,
            VirtualRouterId = settings.VirtualRouterId,
            Priority = priority,
            Interval = settings.AdvertisementInterval * (settings.Version == 3 ? 1 + (variant % 2) : 1),
            Addresses = variant % 3 == 0 ? [Bytes.Virtual("192.168.7.99/24")] : settings.VirtualAddresses,
            Password = "1111"u8.ToArray(),
            Form = variant % 5 == 0 ? ChecksumForm.MessageOnly : ChecksumForm.PseudoHeader,
            Source = from,
            Destination = VrrpGroup.IPv4,
        };
        var signed = settings.Hmac is not null && variant % 4 != 0;
        var time = (ulong)((RouterFixture.UnixTime + Now.Microseconds) / 1_000_000) << 32;
        var length = signed
            ? AdvertisementCodec.WriteSigned(_buffer, fields, 1, Key.Bytes, time + (ulong)_sequence++)
            : AdvertisementCodec.Write(_buffer, fields);
        return Tell(() => Engine.Receive(
            new ReceivedPacket
            {
                InterfaceIndex = variant % 3 == 0 ? HeartbeatNode.Eth1Index : 2,
                Source = from,
                Destination = VrrpGroup.IPv4,
                TimeToLive = variant % 7 == 0 ? (byte)64 : (byte)255,
                Payload = _buffer.AsSpan(0, length),
            },
            Now,
            _actions));
    }

    /// <summary>What there is to do, advertisements with all their bytes.</summary>
    private string Tell(Action call)
    {
        call();
        var lines = new List<string>();
        foreach (ref readonly var action in _actions.Span)
        {
            lines.Add($"{action with { Router = null! }} {action.Router.Name}");
            if (action.Kind != ActionKind.SendAdvertisement) continue;
            var length = action.Router.WriteAdvertisement(action.Priority, VrrpGroup.IPv4, _buffer);
            lines.Add(Convert.ToHexString(_buffer.AsSpan(0, length)));
        }

        _actions.Clear();
        return string.Join('\n', lines);
    }
}
