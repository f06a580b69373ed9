using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Fuzz.Expectations;

namespace HaVip.Fuzz.Targets;

/// <summary>
/// A configuration put to use: a running node takes it over completely, lives with it for a while, and goes back.
/// </summary>
internal static class ConfigurationLife
{
    private const int Turns = 4;
    private static readonly NodeConfiguration Before = new() { Instances = [SampleNode.Version3] };

    public static void Check(NodeConfiguration configuration)
    {
        var now = new Instant(1_000_000_000);
        var actions = new ActionList();
        var engine = new NodeEngine(Before, now);
        engine.SetWallClock(1_795_348_800_000_000, now);
        foreach (var name in Interfaces(configuration))
            engine.InterfaceChanged(SampleNode.Eth0 with { Name = name }, now, actions);
        engine.Start(engine.Routers[0], now, actions);
        now = Live(engine, now, actions);

        engine.Apply(configuration, now, actions);
        CheckApplied(configuration, engine);
        now = Live(engine, now, actions);
        var state = StateDigest.Of(engine);
        engine.Apply(configuration, now, actions);
        var difference = state.DifferenceTo(StateDigest.Of(engine));
        Oracle.Holds(difference is null, $"The same configuration once more changed the engine: {difference}");
        Oracle.Same(0, actions.Count);

        engine.Apply(Before, now, actions);
        CheckApplied(Before, engine);
        Live(engine, now, actions);
    }

    private static IEnumerable<string> Interfaces(NodeConfiguration configuration) =>
        configuration.Instances.Select(instance => instance.Interface).Append(SampleNode.Eth0.Name).Distinct();

    private static void CheckApplied(NodeConfiguration configuration, NodeEngine engine)
    {
        Oracle.Same(configuration.Instances.Count, engine.Routers.Count);
        for (var i = 0; i < engine.Routers.Count; i++)
            Oracle.Same(configuration.Instances[i], engine.Routers[i].Configuration);
    }

    private static Instant Live(NodeEngine engine, Instant now, ActionList actions)
    {
        var sent = engine.Routers.ToDictionary(router => router, _ => new SentAdvertisements());
        for (var i = 0; i < Turns; i++)
        {
            foreach (ref readonly var action in actions.Span)
            {
                if (action.Kind == ActionKind.SendAdvertisement && sent.TryGetValue(action.Router, out var check))
                    check.Check(action.Router, action.Priority);
            }

            actions.Clear();
            if (engine.NextDeadline == Instant.Never) return now;
            now = Instant.Never == engine.NextDeadline || engine.NextDeadline < now ? now : engine.NextDeadline;
            engine.SetWallClock(1_795_348_800_000_000 + now.Microseconds, now);
            engine.Advance(now, actions);
            Oracle.Holds(engine.NextDeadline > now, "A deadline is left that has come");
        }

        actions.Clear();
        return now;
    }
}
