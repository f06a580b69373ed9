using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;

namespace HaVip.Simulation.Checkers;

/// <summary>Rule 5: what holds of every engine after every step.</summary>
internal sealed class InvariantChecker(Cluster cluster)
{
    /// <summary>
    /// More than any call can need of one virtual router: every timer at once, each with its longest answer (a
    /// hand-over interrupted, a transition, addresses, an advertisement, announcements, reports).
    /// </summary>
    private const int MostActionsPerRouter = 24;

    public void CheckActions(SimulatedHost host, ActionList actions)
    {
        var most = MostActionsPerRouter * host.Members.Count * 2;
        if (actions.Count > most) Fail(host.Members[0], $"{actions.Count} actions at once");
    }

    public void CheckEngine(SimulatedHost host, NodeEngine engine)
    {
        if (engine.NextDeadline <= host.Local) Fail(host.Members[0], "a deadline is still due after Advance");
        var earliest = Instant.Never;
        var places = 0;
        foreach (var member in host.Members)
        {
            var router = member.Router!;
            CheckRouter(member, router);
            earliest = Instant.Min(earliest, router.NextDeadline);
            if ((uint)router.HeapIndex >= (uint)host.Members.Count) Fail(member, $"heap index {router.HeapIndex}");
            places |= 1 << router.HeapIndex;
        }

        if (places != (1 << host.Members.Count) - 1) Fail(host.Members[0], "two routers have one place in the heap");
        if (earliest != engine.NextRouterDeadline) Fail(host.Members[0], "the heap's root is not the earliest deadline");
    }

    private void CheckRouter(Member member, VirtualRouter router)
    {
        if (router.State != member.State) Fail(member, $"{router.State} but last reported {member.State}");
        var owed = router.HandingOver ? 1 : 0;
        if (member.Ledger.Owed != owed)
            Fail(member, $"{member.Ledger.Owed} ends owed, handing over: {router.HandingOver}");
        if (RouterInvariants.FaultOf(router) is { } fault) Fail(member, fault);
    }

    private void Fail(Member member, string text) =>
        throw new ViolationException("Invariant", cluster.Now, $"{member}: {text}");
}
