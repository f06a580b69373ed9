namespace HaVip.Core.Control;

/// <summary>Counts since the instance was configured.</summary>
public sealed record InstanceCounters
{
    public long AdvertisementsSent { get; init; }

    public long AdvertisementsReceived { get; init; }

    public long BecameMaster { get; init; }

    public long ReleasedMaster { get; init; }

    public long PriorityZeroSent { get; init; }

    public long PriorityZeroReceived { get; init; }

    public long RivalsRejected { get; init; }

    public long AnnouncementsSent { get; init; }

    /// <summary>Rejected packets by reason (names of RejectReason); only reasons that occurred.</summary>
    public IReadOnlyDictionary<string, long> Rejected { get; init; } = new Dictionary<string, long>();
}
