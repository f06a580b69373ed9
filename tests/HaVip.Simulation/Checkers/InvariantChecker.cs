using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Simulation.Hosts;

namespace HaVip.Simulation.Checkers;

/// <summary>Rule 5: what holds of every engine after every step.</summary>
internal sealed class InvariantChecker(Cluster cluster)
{
    /// <summary>
    /// More than any call can need of one virtual router: every timer at once, each with its longest answer (a hand-over
    /// interrupted, a transition, addresses, an advertisement, announcements, reports).
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
        if (earliest != engine.NextDeadline) Fail(host.Members[0], "the heap's root is not the earliest deadline");
    }

    private void CheckRouter(Member member, VirtualRouter router)
    {
        if (router.State != member.State) Fail(member, $"{router.State} but last reported {member.State}");
        var owed = router.HandingOver ? 1 : 0;
        if (member.Ledger.Owed != owed) Fail(member, $"{member.Ledger.Owed} ends owed, handing over: {router.HandingOver}");
        switch (router.State)
        {
            case VrrpState.Master when router.HandingOver:
                RequireNone(member, router, TimerKind.Advertisement, TimerKind.MasterDown);
                RequireAny(member, router, TimerKind.HandoverPatience, TimerKind.Linger);
                break;
            case VrrpState.Master:
                RequireAny(member, router, TimerKind.Advertisement);
                RequireNone(member, router, TimerKind.MasterDown, TimerKind.HandoverPatience, TimerKind.Linger);
                break;
            case VrrpState.Backup:
                RequireAny(member, router, TimerKind.MasterDown);
                RequireNone(
                    member, router, TimerKind.Advertisement, TimerKind.AnnounceAgain, TimerKind.AnnounceRefresh,
                    TimerKind.SayGoodbyeAgain, TimerKind.HandoverPatience, TimerKind.Linger);
                break;
            case VrrpState.Initialize:
                Fail(member, "left in Initialize");
                break;
            default:
                CheckIdle(member, router);
                break;
        }
    }

    /// <summary>Stopped and Fault have nothing under way, except that a hold goes on while in Fault.</summary>
    private void CheckIdle(Member member, VirtualRouter router)
    {
        if (router.State == VrrpState.Stopped && router.Held) Fail(member, "held while stopped");
        foreach (var timer in Enum.GetValues<TimerKind>())
        {
            if (timer != TimerKind.Hold || router.State == VrrpState.Stopped) RequireNone(member, router, timer);
        }
    }

    private void RequireAny(Member member, VirtualRouter router, params ReadOnlySpan<TimerKind> timers)
    {
        foreach (var timer in timers)
        {
            if (router.DeadlineOf(timer) != Instant.Never) return;
        }

        Fail(member, $"{router.State} without {string.Join(" or ", timers.ToArray())}");
    }

    private void RequireNone(Member member, VirtualRouter router, params ReadOnlySpan<TimerKind> timers)
    {
        foreach (var timer in timers)
        {
            if (router.DeadlineOf(timer) != Instant.Never) Fail(member, $"{router.State} with {timer} set");
        }
    }

    private void Fail(Member member, string text) =>
        throw new ViolationException("Invariant", cluster.Now, $"{member}: {text}");
}
