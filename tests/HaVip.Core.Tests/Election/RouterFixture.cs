using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Election;

/// <summary>
/// One node with one virtual router on eth0, 192.168.6.110, with a clock of its own. What the engine answers is kept as
/// short lines: <c>advert 100</c>, <c>acquire</c>, <c>release</c>, <c>announce 5</c>, <c>Backup -> Master NoAdvertisement</c>.
/// </summary>
internal sealed class RouterFixture
{
    public const string Peer = "192.168.6.120";

    /// <summary>The time of day when a fixture begins: 2026-11-22 12:00 UTC.</summary>
    public const long UnixTime = 1_795_348_800_000_000;

    private readonly ActionList _actions = new();

    public RouterFixture(
        Func<InstanceConfiguration, InstanceConfiguration>? change = null, NodeSettings? settings = null)
    {
        var instance = (change ?? (x => x))(Seed);
        Engine = new NodeEngine(new NodeConfiguration { Node = settings ?? new(), Instances = [instance] }, Now);
        Engine.SetWallClock(UnixTime, Now);
        Engine.InterfaceChanged(Eth0, Now, _actions);
        Take();
    }

    public static InstanceConfiguration Seed { get; } = new()
    {
        Name = "VI_1",
        Interface = "eth0",
        VirtualRouterId = 52,
        Version = 2,
        Priority = 100,
        Authentication = new SimplePasswordAuthentication("1111"),
        VirtualAddresses = [Bytes.Virtual("192.168.7.100/24"), Bytes.Virtual("192.168.7.101/24")],
        SplitBrainProbe = new() { Interval = Duration.Zero },
    };

    public static InterfaceStatus Eth0 { get; } = new()
    {
        Name = "eth0",
        Index = 2,
        IsUp = true,
        PrimaryIPv4 = Bytes.Address("192.168.6.110"),
        MacAddress = new MacAddress(0x02_00_00_00_01_10),
    };

    public NodeEngine Engine { get; }

    /// <summary>The one virtual router; after a reload it may be another object.</summary>
    public VirtualRouter Router => Engine.Routers[0];

    public Instant Now { get; private set; } = new(1_000_000_000);

    /// <summary>What the host was told last to keep for the next run.</summary>
    public HoldState Kept { get; private set; }

    public VrrpState State => Router.State;

    /// <summary>Whether what is heard from now on does not bear HaVip's mark.</summary>
    public bool PeersAreOfOtherMaker { get; set; }

    /// <summary>What is announced of timers, for asserting exact deadlines.</summary>
    public Duration UntilNextDeadline => Engine.NextDeadline - Now;

    public static RouterFixture Backup(Func<InstanceConfiguration, InstanceConfiguration>? change = null)
    {
        var fixture = new RouterFixture(change);
        fixture.Start();
        Assert.Equal(VrrpState.Backup, fixture.State);
        return fixture;
    }

    public static RouterFixture Master(Func<InstanceConfiguration, InstanceConfiguration>? change = null)
    {
        var fixture = Backup(change);
        fixture.Pass(fixture.Router.MasterDownInterval);
        Assert.Equal(VrrpState.Master, fixture.State);
        return fixture;
    }

    public string[] Start() => Do(() => Engine.Start(Router, Now, _actions));

    public string[] Stop() => Do(() => Engine.Stop(Router, Now, _actions));

    public string[] StopNow() => Do(() => Engine.StopNow(Router, Now, _actions));

    public string[] Interface(InterfaceStatus status) => Do(() => Engine.InterfaceChanged(status, Now, _actions));

    public string[] Check(string name, Health health, int? number = null) =>
        Do(() => Engine.CheckSeen(name, health, number, Now, _actions));

    public string[] Filter(bool usable) => Do(() => Engine.FilterChanged(usable, Now, _actions));

    public string[] Apply(params InstanceConfiguration[] instances) =>
        Do(() => Engine.Apply(new NodeConfiguration { Instances = instances }, Now, _actions));

    public (HandoverRefusal Refusal, string[] Actions) Give(Duration? hold = null, bool force = false)
    {
        var refusal = Engine.Give(Router, hold, force, Now, _actions);
        return (refusal, Take());
    }

    public (HandoverRefusal Refusal, string[] Actions) TakeOver(Duration? hold = null)
    {
        var refusal = Engine.Take(Router, hold, Now, _actions);
        return (refusal, Take());
    }

    public (HandoverRefusal Refusal, string[] Actions) Suspend(bool drain = true, bool force = false)
    {
        var refusal = Engine.Suspend(Router, drain, force, Now, _actions);
        return (refusal, Take());
    }

    public (HandoverRefusal Refusal, string[] Actions) Resume(FailbackMode mode)
    {
        var refusal = Engine.Resume(Router, mode, Now, _actions);
        return (refusal, Take());
    }

    public (HandoverRefusal Refusal, string[] Actions) Failback()
    {
        var refusal = Engine.Failback(Router, Now, _actions);
        return (refusal, Take());
    }

    /// <summary>Another host says that it has an address.</summary>
    public string[] Claim(
        ulong mac = 0x02_00_00_00_06_66, string address = "192.168.7.100", string interfaceName = "eth0") =>
        Hear(new NeighborClaim(Bytes.Address(address), new MacAddress(mac)), interfaceName);

    public string[] Hear(NeighborClaim claim, string interfaceName = "eth0") =>
        Do(() => Engine.NeighborHeard(interfaceName, claim, Now, _actions));

    /// <summary>Lets time pass in one go, without calling the engine before its end.</summary>
    public string[] Pass(Duration duration)
    {
        Now += duration;
        return Do(() => Engine.Advance(Now, _actions));
    }

    /// <summary>Lets time pass while the process stalls: nothing is called.</summary>
    public void Sleep(Duration duration) => Now += duration;

    /// <summary>Lets time pass, waking at each deadline as a host does.</summary>
    public string[] Run(Duration duration)
    {
        var end = Now + duration;
        var all = new List<string>();
        while (Engine.NextDeadline <= end)
        {
            Now = Instant.Min(end, Engine.NextDeadline < Now ? Now : Engine.NextDeadline);
            all.AddRange(Do(() => Engine.Advance(Now, _actions)));
        }

        Now = end;
        return [.. all];
    }

    /// <summary>An advertisement that is right in every field but those given.</summary>
    public string[] Hear(byte priority, string from = Peer, Duration? interval = null)
    {
        var configuration = Router.Configuration;
        return Hear(Advertisement(configuration, priority, from, interval), from);
    }

    public string[] Hear(
        byte[] payload, string from = Peer, byte timeToLive = 255, string destination = "224.0.0.18",
        int interfaceIndex = 2) => Do(() =>
    {
        var packet = new ReceivedPacket
        {
            InterfaceIndex = interfaceIndex,
            Source = Bytes.Address(from),
            Destination = Bytes.Address(destination),
            TimeToLive = timeToLive,
            IsOfOtherMaker = PeersAreOfOtherMaker,
            Payload = payload,
        };
        Engine.Receive(packet, Now, _actions);
    });

    public static byte[] Advertisement(
        InstanceConfiguration configuration, byte priority, string from = Peer, Duration? interval = null,
        ChecksumForm form = ChecksumForm.PseudoHeader)
    {
        var buffer = new byte[AdvertisementCodec.MaximumLength];
        var length = AdvertisementCodec.Write(buffer, new AdvertisementFields
        {
            Version = configuration.Version,
            VirtualRouterId = configuration.VirtualRouterId,
            Priority = priority,
            Interval = interval ?? configuration.AdvertisementInterval,
            Addresses = configuration.VirtualAddresses,
            Password = System.Text.Encoding.ASCII.GetBytes(configuration.Authentication?.Password ?? ""),
            Form = form,
            Source = Bytes.Address(from),
            Destination = VrrpGroup.IPv4,
        });
        return buffer[..length];
    }

    private string[] Do(Action call)
    {
        call();
        return Take();
    }

    private string[] Take()
    {
        var lines = new List<string>();
        foreach (ref readonly var action in _actions.Span)
        {
            if (action.Kind == ActionKind.KeepHold) Kept = action.Router.Hold;
            else lines.Add(Line(action));
        }

        _actions.Clear();
        return [.. lines];
    }

    private static string Line(in EngineAction action) => action.Kind switch
    {
        ActionKind.SendAdvertisement => $"advert {action.Priority}",
        ActionKind.AcquireAddresses when action.Peer != default => $"acquire from {action.Peer} in {action.Drain}",
        ActionKind.AcquireAddresses => "acquire",
        ActionKind.ReleaseAddresses => "release",
        ActionKind.HoldConnections => "hold",
        ActionKind.AdmitConnections => "admit",
        ActionKind.RebutClaims => "rebut",
        ActionKind.AcceptClaims => "accept",
        ActionKind.AnnounceForOther => $"say {action.Neighbor.Address} is at {action.Neighbor.MacAddress}",
        ActionKind.QuietAddresses => "quiet",
        ActionKind.RetireAddresses => $"retire in {action.Drain}",
        ActionKind.AnnounceAddresses => $"announce {action.Count}",
        ActionKind.ProbeAddresses => $"ask {action.First}+{action.Count}",
        ActionKind.ProbeHost when action.Neighbor.MacAddress == default => $"ask {action.Neighbor.Address}",
        ActionKind.ProbeHost => $"ask {action.Neighbor.Address} at {action.Neighbor.MacAddress}",
        ActionKind.EndHandover => $"end {action.Refusal}",
        _ when action.Event == EventKind.Transition => $"{action.From} -> {action.To} {action.Reason}",
        _ when action.Event == EventKind.PacketRejected => $"rejected {action.Rejected}",
        _ => action.Event.ToString(),
    };
}
