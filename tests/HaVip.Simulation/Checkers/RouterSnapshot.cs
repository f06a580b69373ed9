using HaVip.Core.Election;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// All of a virtual router that a refused packet or command must leave alone, as text to compare and to show.
/// </summary>
internal static class RouterSnapshot
{
    public static string Of(VirtualRouter router)
    {
        var timers = Enum.GetValues<TimerKind>().Select(timer => $"{timer}={router.DeadlineOf(timer).Microseconds}");
        return $"{router.State} since {router.Since.Microseconds}, {router.Transitions} transitions, priority "
            + $"{router.Priority}, held {router.Held}, handing over {router.HandingOver}, "
            + $"Master {router.MasterAddress} {router.MasterPriority}, down {router.MasterDownInterval}, "
            + $"{string.Join(' ', timers)}";
    }
}
