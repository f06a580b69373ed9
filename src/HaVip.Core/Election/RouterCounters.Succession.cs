using HaVip.Core.Succession;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

public sealed partial class RouterCounters
{
    internal CounterMemory Remember() => new()
    {
        Since = Since,
        AdvertisementsSent = AdvertisementsSent,
        AdvertisementsReceived = AdvertisementsReceived,
        Transitions = Transitions,
        BecameMaster = BecameMaster,
        ReleasedMaster = ReleasedMaster,
        PriorityZeroSent = PriorityZeroSent,
        PriorityZeroReceived = PriorityZeroReceived,
        RivalsRejected = RivalsRejected,
        AnnouncementsSent = AnnouncementsSent,
        HandoversCompleted = HandoversCompleted,
        HandoversFailed = HandoversFailed,
        LateTimers = LateTimers,
        LateWakes = LateWakes,
        FalseAlarms = FalseAlarms,
        LeasesRenewed = LeasesRenewed,
        HmacVerified = HmacVerified,
        Tolerated = ByName(_tolerated),
        Rejected = ByName(_rejected),
    };

    internal static RouterCounters Recall(CounterMemory memory)
    {
        var counters = new RouterCounters(memory.Since)
        {
            AdvertisementsSent = memory.AdvertisementsSent,
            AdvertisementsReceived = memory.AdvertisementsReceived,
            Transitions = memory.Transitions,
            BecameMaster = memory.BecameMaster,
            ReleasedMaster = memory.ReleasedMaster,
            PriorityZeroSent = memory.PriorityZeroSent,
            PriorityZeroReceived = memory.PriorityZeroReceived,
            RivalsRejected = memory.RivalsRejected,
            AnnouncementsSent = memory.AnnouncementsSent,
            HandoversCompleted = memory.HandoversCompleted,
            HandoversFailed = memory.HandoversFailed,
            LateTimers = memory.LateTimers,
            LateWakes = memory.LateWakes,
            FalseAlarms = memory.FalseAlarms,
            LeasesRenewed = memory.LeasesRenewed,
            HmacVerified = memory.HmacVerified,
        };
        counters._tolerated = Counts(memory.Tolerated);
        counters._rejected = Counts(memory.Rejected);
        return counters;
    }

    private static Dictionary<string, long> ByName(long[]? counts) => counts is null ? [] : Enum.GetValues<RejectReason>()
        .Where(reason => counts[(int)reason] != 0)
        .ToDictionary(reason => reason.ToString(), reason => counts[(int)reason]);

    private static long[]? Counts(IReadOnlyDictionary<string, long> memory)
    {
        if (memory.Count == 0) return null;
        var counts = NewCounts();
        foreach (var reason in Enum.GetValues<RejectReason>())
        {
            if (memory.TryGetValue(reason.ToString(), out var count)) counts[(int)reason] = count;
        }

        return counts;
    }
}
