using HaVip.Core.Values;

namespace HaVip.Core.Succession;

/// <summary>The counters of one virtual router.</summary>
public sealed record CounterMemory
{
    public Instant Since { get; init; }

    public long AdvertisementsSent { get; init; }

    public long AdvertisementsReceived { get; init; }

    public long Transitions { get; init; }

    public long BecameMaster { get; init; }

    public long ReleasedMaster { get; init; }

    public long PriorityZeroSent { get; init; }

    public long PriorityZeroReceived { get; init; }

    public long RivalsRejected { get; init; }

    public long AnnouncementsSent { get; init; }

    public long HandoversCompleted { get; init; }

    public long HandoversFailed { get; init; }

    public long LateTimers { get; init; }

    public long LateWakes { get; init; }

    public long FalseAlarms { get; init; }

    public long LeasesRenewed { get; init; }

    public long HmacVerified { get; init; }

    /// <summary>By the name of the reason; what is 0 is left out.</summary>
    public IReadOnlyDictionary<string, long> Tolerated { get; set; } = new Dictionary<string, long>();

    public IReadOnlyDictionary<string, long> Rejected { get; set; } = new Dictionary<string, long>();
}
