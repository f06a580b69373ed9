using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Simulation.Checkers;
using HaVip.Simulation.Options;

namespace HaVip.Simulation.SmallWorld;

/// <summary>One engine with one virtual router; what it sends is kept until the world takes it.</summary>
internal sealed class SmallNode(int index, InstanceConfiguration configuration)
{
    private readonly ActionList _actions = new();
    private readonly byte[] _buffer = new byte[256];
    private NodeEngine? _engine;
    private HoldState _kept;
    private Instant _keptUntil = Instant.Never;

    public IpAddress Address { get; } = SimulatedAddresses.Host(index, 0);

    public List<byte[]> Outbox { get; } = [];

    public bool IsAlive => _engine is not null;

    public VirtualRouter Router => _engine!.Routers[0];

    public bool IsStopped => IsAlive && Router.State == VrrpState.Stopped;

    public bool Owns { get; private set; }

    /// <summary>This node gave and stays away.</summary>
    public bool StaysAway => (Router.Held && Router.Priority == configuration.BasePriority) || Router.Suspended;

    public bool Preempts => (configuration.Preempt || configuration.AddressOwner) && !StaysAway;

    public Instant NextDeadline => _engine?.NextDeadline ?? Instant.Never;

    public void Boot(Instant now)
    {
        _engine = new NodeEngine(new NodeConfiguration { Instances = [configuration] }, now);
        var status = new InterfaceStatus
        {
            Name = SimulatedAddresses.InterfaceName,
            Index = 2,
            IsUp = true,
            PrimaryIPv4 = Address,
        };
        _engine.RestoreHold(Router, _kept, _keptUntil);
        Call(() =>
        {
            _engine.InterfaceChanged(status, now, _actions);
            _engine.Start(Router, now, _actions);
        });
    }

    /// <summary>Dead nodes own nothing that counts: nobody answers.</summary>
    public void Crash()
    {
        _engine = null;
        Owns = false;
    }

    public void Advance(Instant now) => Call(() => _engine!.Advance(now, _actions));

    public void Give(Instant now) => Call(() => _engine!.Give(Router, null, false, now, _actions));

    public void Take(Instant now) => Call(() => _engine!.Take(Router, null, now, _actions));

    public void Failback(Instant now) => Call(() => _engine!.Failback(Router, now, _actions));

    /// <summary>Leaves gracefully.</summary>
    public void Stop(Instant now) => Call(() => _engine!.Stop(Router, now, _actions));

    /// <summary>Hands over and stays out.</summary>
    public void Drain(Instant now) => Call(() => _engine!.Suspend(Router, drain: true, force: false, now, _actions));

    public void Receive(byte[] payload, IpAddress source, Instant now) => Call(() => _engine!.Receive(
        new ReceivedPacket
        {
            InterfaceIndex = 2,
            Source = source,
            Destination = Core.Wire.VrrpGroup.IPv4,
            TimeToLive = 255,
            Payload = payload,
        },
        now,
        _actions));

    /// <summary>All that decides the future, times as distances from now.</summary>
    public string Describe(Instant now)
    {
        if (!IsAlive) return $"dead {_kept} {Distance(_keptUntil, now)}";
        var timers = Enum.GetValues<TimerKind>().Select(timer => Distance(Router.DeadlineOf(timer), now));
        return $"{Router.State} {Router.Priority} {Router.Held} {Router.Suspended} {Router.HandingOver} {Router.MasterAddress} "
            + $"{Router.MasterPriority} {Router.MasterDownInterval} {Owns} {string.Join(',', timers)}";
    }

    private static string Distance(Instant deadline, Instant now) =>
        deadline == Instant.Never ? "-" : (deadline - now).ToString();

    private void Call(Action call)
    {
        call();
        foreach (ref readonly var action in _actions.Span)
        {
            if (action.Kind == ActionKind.AcquireAddresses) Owns = true;
            if (action.Kind is ActionKind.ReleaseAddresses or ActionKind.RetireAddresses) Owns = false;
            if (action.Kind == ActionKind.KeepHold) (_kept, _keptUntil) = (Router.Hold, Router.HoldDeadline);
            if (action.Kind != ActionKind.SendAdvertisement) continue;
            var router = action.Router;
            Outbox.Add(_buffer[..router.WriteAdvertisement(action.Priority, router.Destinations[0], _buffer)]);
        }

        _actions.Clear();
        if (RouterInvariants.FaultOf(Router) is { } fault) throw new ViolationException("Invariant", default, fault);
    }
}
