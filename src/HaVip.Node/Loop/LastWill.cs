using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Node.Logging;
using HaVip.Node.Ownership;

namespace HaVip.Node.Loop;

/// <summary>
/// The last thing a faulty runner does: says goodbye for every instance and lets go of what it owns, each step whatever
/// became of the one before.
/// </summary>
internal static class LastWill
{
    public static void Carry(
        NodeEngine engine, ActionExecutor executor, AddressReconciler reconciler, EventLog events, Instant now)
    {
        // The list the fault happened in may hold half of its work.
        var actions = new ActionList();
        foreach (var router in engine.Routers.Concat(engine.Leaving).ToArray())
        {
            Attempt(
                () =>
                {
                    engine.StopNow(router, now, actions);
                    executor.Execute(actions);
                },
                events);
            actions.Clear();
        }

        Attempt(reconciler.ReleaseAll, events);
    }

    private static void Attempt(Action step, EventLog events)
    {
        try
        {
            step();
        }
        catch (Exception error)
        {
            events.Add(EventKind.KernelFault, null, $"while giving up: {error.Message}");
        }
    }
}
