using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Fuzz.Expectations;

/// <summary>
/// A node with one virtual router, in a time of its own, and beside it the model of what it must make of each packet.
/// </summary>
internal sealed class ReceiveWorld
{
    private const long UnixTime = 1_795_348_800_000_000;

    private readonly ActionList _actions = new();
    private readonly SentAdvertisements _sent = new();
    private ReceiveModel _model;

    public ReceiveWorld(InstanceConfiguration configuration, bool becomesMaster)
    {
        Engine = new NodeEngine(new NodeConfiguration { Instances = [configuration] }, Now);
        Engine.SetWallClock(Unix, Now);
        Engine.InterfaceChanged(SampleNode.Eth0, Now, _actions);
        _model = new ReceiveModel(Router);
        Engine.Start(Router, Now, _actions);
        CarryOut();
        if (becomesMaster) Run(Router.MasterDownInterval);
    }

    public NodeEngine Engine { get; }

    public VirtualRouter Router => Engine.Routers[0];

    public Instant Now { get; private set; } = new(1_000_000_000);

    /// <summary>The time of day, which passes as the monotonic time does.</summary>
    public long Unix => UnixTime + Now.Microseconds;

    public void Stop()
    {
        Engine.StopNow(Router, Now, _actions);
        CarryOut();
    }

    /// <summary>Another configuration of the same virtual router.</summary>
    public void Apply(InstanceConfiguration configuration)
    {
        var before = Router;
        Engine.Apply(new NodeConfiguration { Instances = [configuration] }, Now, _actions);
        if (Router != before) _model = new ReceiveModel(Router);
        CarryOut();
    }

    /// <summary>Lets time pass, waking at each deadline as a host does.</summary>
    public void Run(Duration duration)
    {
        var end = Now + duration;
        while (Engine.NextDeadline <= end) Wake(Engine.NextDeadline < Now ? Now : Engine.NextDeadline);
        Wake(end);
    }

    /// <summary>Lets time pass as a host does that was held up all the while.</summary>
    public void Stall(Duration duration) => Wake(Now + duration);

    /// <summary>One packet, and everything that must hold of it.</summary>
    public void Deliver(in Envelope envelope, ReadOnlySpan<byte> payload)
    {
        var counts = Counts.Of(Engine);
        var state = StateDigest.Of(Engine);
        var expected = counts.Expect(_model, Router, envelope, payload, Unix);
        Engine.Receive(envelope.Around(payload), Now, _actions);

        counts.Check(Engine);
        if (expected == RejectReason.None) _model.Accepted(envelope);
        // An owner obeys nobody, but it answers its rivals.
        else if (expected != RejectReason.AddressOwner) CheckRefused(expected, state);
        CarryOut();
    }

    private void CheckRefused(RejectReason expected, StateDigest before)
    {
        var difference = before.DifferenceTo(StateDigest.Of(Engine));
        Oracle.Holds(difference is null, $"A packet refused for {expected} changed the engine: {difference}");
        Oracle.Holds(_actions.Count <= 1, $"A packet refused for {expected} gave {_actions.Count} actions");
        foreach (ref readonly var action in _actions.Span)
        {
            Oracle.Same(EventKind.PacketRejected, action.Event);
            Oracle.Same(expected, action.Rejected);
        }
    }

    private void Wake(Instant now)
    {
        Now = now;
        Engine.SetWallClock(Unix, Now);
        Engine.Advance(Now, _actions);
        Oracle.Holds(Engine.NextDeadline > Now, "A deadline is left that has come");
        CarryOut();
    }

    private void CarryOut()
    {
        foreach (ref readonly var action in _actions.Span)
        {
            if (action.Kind == ActionKind.SendAdvertisement) _sent.Check(action.Router, action.Priority);
            if (action.Kind != ActionKind.Report) continue;
            Oracle.Holds(EventText.Describe(action).Length > 0, "An event has no words");
        }

        _actions.Clear();
    }
}
