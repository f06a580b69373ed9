using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;
using HaVip.Simulation.Options;
using HaVip.Simulation.Randomness;

namespace HaVip.Simulation.Faults;

/// <summary>Breaks hosts and the LAN between them, and mends each a while later.</summary>
internal sealed partial class FaultInjector
{
    private readonly Cluster _cluster;
    private readonly SeededRandom _random;
    private readonly FaultOptions _options;
    private Instant _partitionChanged;
    private bool _stopped;

    public FaultInjector(Cluster cluster)
    {
        _cluster = cluster;
        _random = cluster.Random.Split();
        _options = cluster.Options.Faults;
        if (_options.FaultEvery > Duration.Zero && _options.Weights.Sum() > 0) PlanNext();
    }

    /// <summary>No more faults; what is broken stays so until somebody heals it.</summary>
    public void Stop() => _stopped = true;

    private void PlanNext() => _cluster.After(_random.Around(_options.FaultEvery), () =>
    {
        if (_stopped) return;
        Inject(PickKind());
        PlanNext();
    });

    private FaultKind PickKind()
    {
        var at = _random.Below(_options.Weights.Sum());
        var kind = 0;
        while (at >= _options.Weights[kind]) at -= _options.Weights[kind++];
        return (FaultKind)kind;
    }

    private SimulatedHost AnyHost() => _cluster.Hosts[_random.Below(_cluster.Hosts.Count)];

    private Duration Length() => _random.Between(_options.FaultLength / 100, _options.FaultLength * 2);

    private Duration TellTime() => _random.Between(Duration.Zero, Member.LongestTold);

    private void Inject(FaultKind kind)
    {
        var host = AnyHost();
        switch (kind)
        {
            case FaultKind.Partition or FaultKind.OneWayCut or FaultKind.Isolate:
                Cut(kind, host.Index);
                break;
            case FaultKind.Crash:
                host.Crash();
                Later(host.Boot);
                break;
            case FaultKind.Pause:
                host.Pause();
                Later(host.Resume);
                break;
            case FaultKind.ClockJump:
                host.JumpClock(_random.Chance(500) ? Length() / 20 : Length());
                break;
            case FaultKind.ClockSet:
                SetClock(host);
                break;
            case FaultKind.ClockDrift:
                host.DriftClock((int)_random.Between(-200, 200));
                break;
            default:
                BreakInterface(kind, host);
                break;
        }
    }

    private void BreakInterface(FaultKind kind, SimulatedHost host)
    {
        var status = host.Status;
        switch (kind)
        {
            case FaultKind.InterfaceDown:
                host.ChangeInterface(status with { IsUp = false }, TellTime());
                Later(() => host.ChangeInterface(Present(host), TellTime()));
                break;
            case FaultKind.InterfaceMissing:
                host.ChangeInterface(status with { Index = 0, IsUp = false, PrimaryIPv4 = default, LinkLocalIPv6 = default }, TellTime());
                Later(() => host.ChangeInterface(Present(host), TellTime()));
                break;
            case FaultKind.InterfaceReplaced when status.IsUp:
                host.ChangeInterface(status with { Index = host.NextInterfaceIndex }, TellTime());
                break;
            case FaultKind.SourceChange when status.IsUp:
                host.ChangeInterface(Readdressed(host, _random.Below(200)), TellTime());
                break;
        }
    }

    private InterfaceStatus Readdressed(SimulatedHost host, int third) => _random.Chance(500)
        ? host.Status with { PrimaryIPv4 = SimulatedAddresses.Host(host.Index, third) }
        : host.Status with { LinkLocalIPv6 = SimulatedAddresses.LinkLocalHost(host.Index, third) };

    /// <summary>By less than a second or by days; put right later where going back is allowed.</summary>
    private void SetClock(SimulatedHost host)
    {
        var most = Duration.FromSeconds(_random.Pick(1, 10, 300, 86_400));
        var forward = _random.Between(Duration.Zero, most);
        if (_cluster.Options.ClocksOnlyGoForward)
        {
            host.SetClockForward(forward);
            return;
        }

        host.SetClockWrong(_random.Chance(500) ? forward : Duration.Zero - forward);
        Later(host.PutClockRight);
    }

    /// <summary>The interface whole again, with a new index where it was missing.</summary>
    private static InterfaceStatus Present(SimulatedHost host) => host.Status with
    {
        Index = host.Status.Exists ? host.Status.Index : host.NextInterfaceIndex,
        IsUp = true,
        PrimaryIPv4 = Or(host.Status.PrimaryIPv4, host.Options.Address),
        LinkLocalIPv6 = Or(host.Status.LinkLocalIPv6, host.Options.LinkLocal),
    };

    /// <summary>Whole, and with the addresses that unicast peers know it by.</summary>
    internal static InterfaceStatus Whole(SimulatedHost host) =>
        Present(host) with { PrimaryIPv4 = host.Options.Address, LinkLocalIPv6 = host.Options.LinkLocal };

    private static IpAddress Or(IpAddress address, IpAddress other) =>
        address.Family == AddressFamily.None ? other : address;

    private void Later(Action mend) => _cluster.After(Length(), () =>
    {
        if (!_stopped) mend();
    });
}
