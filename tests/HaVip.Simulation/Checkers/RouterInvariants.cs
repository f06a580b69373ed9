using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Simulation.Checkers;

/// <summary>Which timers run in which state, between any two calls of the engine.</summary>
internal static class RouterInvariants
{
    private static readonly TimerKind[] Timers = Enum.GetValues<TimerKind>();

    private static readonly TimerKind[] MastersOnly =
    [
        TimerKind.Advertisement, TimerKind.FirstAdvertisement, TimerKind.AnnounceAgain, TimerKind.AnnounceRefresh,
        TimerKind.RivalGone, TimerKind.SayGoodbyeAgain, TimerKind.GoodbyeUnanswered, TimerKind.HandoverPatience,
        TimerKind.AskSuccessor, TimerKind.Linger,
    ];

    /// <summary>What is wrong, or null.</summary>
    public static string? FaultOf(VirtualRouter router) => router.State switch
    {
        VrrpState.Master when router.HandingOver => RequireNone(
                router, TimerKind.Advertisement, TimerKind.FirstAdvertisement, TimerKind.MasterDown,
                TimerKind.ProbeAddresses)
            ?? RequireAny(router, TimerKind.HandoverPatience, TimerKind.AskSuccessor, TimerKind.Linger),
        VrrpState.Master => RequireAny(router, TimerKind.Advertisement, TimerKind.FirstAdvertisement)
            ?? RequireNone(
                router, TimerKind.MasterDown, TimerKind.PathSilence, TimerKind.HandoverPatience, TimerKind.Linger),
        VrrpState.Backup => RequireAny(router, TimerKind.MasterDown) ?? RequireNone(router, MastersOnly),
        VrrpState.Initialize => "left in Initialize",
        _ => RequireNone(router, MastersOnly)
            ?? RequireNone(router, TimerKind.MasterDown, TimerKind.PathSilence, TimerKind.ProbeAddresses),
    };

    private static string? RequireAny(VirtualRouter router, params ReadOnlySpan<TimerKind> timers)
    {
        foreach (var timer in timers)
        {
            if (router.DeadlineOf(timer) != Instant.Never) return null;
        }

        return $"{router.State} without {string.Join(" or ", timers.ToArray())}";
    }

    private static string? RequireNone(VirtualRouter router, params ReadOnlySpan<TimerKind> timers)
    {
        foreach (var timer in timers)
        {
            if (router.DeadlineOf(timer) != Instant.Never) return $"{router.State} with {timer} set";
        }

        return null;
    }
}
