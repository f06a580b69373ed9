using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Simulation.Checkers;

/// <summary>All of a virtual router that a refused packet or command must leave alone, to compare and to show.</summary>
internal sealed record RouterSnapshot(
    VrrpState State, Instant Since, long Transitions, byte Priority, bool Held, bool HandingOver, IpAddress Master,
    byte MasterPriority, Duration Down)
{
    private static readonly TimerKind[] Kinds = Enum.GetValues<TimerKind>();

    private readonly Instant[] _timers = new Instant[Kinds.Length];

    public static RouterSnapshot Of(VirtualRouter router)
    {
        var snapshot = new RouterSnapshot(
            router.State, router.Since, router.Transitions, router.Priority, router.Held, router.HandingOver,
            router.MasterAddress, router.MasterPriority, router.MasterDownInterval);
        for (var i = 0; i < Kinds.Length; i++) snapshot._timers[i] = router.DeadlineOf(Kinds[i]);
        return snapshot;
    }

    public bool Equals(RouterSnapshot? other) =>
        other is not null && State == other.State && Since == other.Since && Transitions == other.Transitions
        && Priority == other.Priority && Held == other.Held && HandingOver == other.HandingOver && Master == other.Master
        && MasterPriority == other.MasterPriority && Down == other.Down && _timers.AsSpan().SequenceEqual(other._timers);

    public override int GetHashCode() => HashCode.Combine(State, Since, Transitions);

    public override string ToString()
    {
        var timers = Kinds.Select((kind, index) => $"{kind}={_timers[index].Microseconds}");
        return $"{State} since {Since.Microseconds}, {Transitions} transitions, priority {Priority}, held {Held}, "
            + $"handing over {HandingOver}, Master {Master} {MasterPriority}, down {Down}, {string.Join(' ', timers)}";
    }
}
