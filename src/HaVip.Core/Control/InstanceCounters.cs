namespace HaVip.Core.Control;

/// <summary>Counts since the instance was configured, or since they were last reset.</summary>
public sealed record InstanceCounters
{
    /// <summary>When counting began; null from runners before this was told, and with it all that has no count there.</summary>
    public long? SinceUnixMicroseconds { get; init; }

    public long AdvertisementsSent { get; init; }

    public long AdvertisementsReceived { get; init; }

    /// <summary>Changes of state, as far as counted; <see cref="InstanceState.Transitions"/> is never reset.</summary>
    public long Transitions { get; init; }

    public long BecameMaster { get; init; }

    public long ReleasedMaster { get; init; }

    public long PriorityZeroSent { get; init; }

    public long PriorityZeroReceived { get; init; }

    public long RivalsRejected { get; init; }

    public long AnnouncementsSent { get; init; }

    public long HandoversCompleted { get; init; }

    public long HandoversFailed { get; init; }

    /// <summary>Timers served more than a tenth of the advertisement interval after they were due.</summary>
    public long LateTimers { get; init; }

    /// <summary>Times a Master found itself so late that it listened before it spoke again.</summary>
    public long LateWakes { get; init; }

    /// <summary>Times a Master spoke after its host had been taken for gone.</summary>
    public long FalseAlarms { get; init; }

    /// <summary>Times the lease of the addresses was prolonged.</summary>
    public long LeasesRenewed { get; init; }

    /// <summary>Advertisements whose HMAC trailer proved their sender.</summary>
    public long HmacVerified { get; init; }

    /// <summary>HMAC verdicts the mode let pass, by reason (names of RejectReason); only reasons that occurred.</summary>
    public IReadOnlyDictionary<string, long> Tolerated { get; init; } = new Dictionary<string, long>();

    /// <summary>Rejected packets by reason (names of RejectReason); only reasons that occurred.</summary>
    public IReadOnlyDictionary<string, long> Rejected { get; init; } = new Dictionary<string, long>();
}
