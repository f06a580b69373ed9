using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Fuzz.Expectations;
using HaVip.Node.Control;
using HaVip.Node.Logging;

namespace HaVip.Fuzz.Targets;

/// <summary>A node with two instances and the runner's dispatcher before it, in a time of its own.</summary>
internal sealed class ControlNode
{
    private readonly EventRing _events = new();

    /// <param name="stage">0 stopped, 1 Backup, 2 Backup of a better Master, 3 Master that heard a Backup.</param>
    public ControlNode(int stage)
    {
        Engine = new NodeEngine(new NodeConfiguration { Instances = [SampleNode.Version3, Second] }, Now);
        Engine.InterfaceChanged(SampleNode.Eth0, Now, Actions);
        var facts = new RunnerFacts { Version = "1", ConfigurationPath = "/c", StartedUnixMicroseconds = 5 };
        Dispatcher = new ControlDispatcher(Engine, Actions, facts, _events, Reload);
        Reach(stage);
    }

    public NodeEngine Engine { get; }

    public ControlDispatcher Dispatcher { get; }

    public ActionList Actions { get; } = new();

    public Instant Now { get; private set; } = new(1_000_000_000);

    private static InstanceConfiguration Second => SampleNode.Version3 with { Name = "VI_2", VirtualRouterId = 53 };

    /// <summary>The host carries out what is asked, and wakes at some deadlines.</summary>
    public void Live(PendingReply reply, int wakes)
    {
        CarryOut(reply);
        for (var i = 0; i < wakes && Engine.NextDeadline != Instant.Never; i++)
        {
            if (Engine.NextDeadline > Now) Now = Engine.NextDeadline;
            Engine.Advance(Now, Actions);
            Oracle.Holds(Engine.NextDeadline > Now, "A deadline is left that has come");
            CarryOut(reply);
        }
    }

    private void CarryOut(PendingReply reply)
    {
        foreach (ref readonly var action in Actions.Span)
        {
            if (action.Kind == ActionKind.EndHandover) reply.HandoverEnded(action, Now);
            if (action.Kind != ActionKind.Report) continue;
            _events.Add(new NodeEvent { Kind = action.Event.ToString(), Message = EventText.Describe(action) });
        }

        Actions.Clear();
    }

    private void Reach(int stage)
    {
        if (stage > 0)
        {
            foreach (var router in Engine.Routers) Engine.Start(router, Now, Actions);
        }

        if (stage == 2) Hear(200);
        if (stage == 3)
        {
            Now += Duration.FromSeconds(10);
            Engine.Advance(Now, Actions);
            Hear(50);
        }

        Actions.Clear();
    }

    private void Hear(byte priority)
    {
        Span<byte> payload = [0x31, 52, priority, 2, 0, 100, 0, 0, 192, 168, 7, 100, 192, 168, 7, 101];
        var envelope = new Envelope(SampleNode.Senders(AddressFamily.IPv4)[0], VrrpGroup.IPv4, 255);
        MessageRepair.Sum(payload, pseudo: true, envelope);
        Engine.Receive(envelope.Around(payload), Now, Actions);
        Oracle.Same(1, Engine.Routers[0].Counters.AdvertisementsReceived);
    }

    /// <summary>The file has lost its second instance, or has it again.</summary>
    private ControlResponse Reload(Instant now)
    {
        IReadOnlyList<InstanceConfiguration> next =
            Engine.Routers.Count == 2 ? [SampleNode.Version3] : [SampleNode.Version3, Second];
        Engine.Apply(new NodeConfiguration { Instances = next }, now, Actions);
        return new ControlResponse { Diagnostics = ConfigurationValidator.Validate(Engine.Configuration) };
    }
}
