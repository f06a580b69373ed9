using System.Collections.ObjectModel;

namespace HaVip;

/// <summary>
/// Counts of one instance since it was configured, or since <c>Get-HaVipStatistic -Reset</c>; that cmdlet has all of them.
/// </summary>
public sealed class InstanceCounters
{
    public long AdvertisementsSent { get; internal init; }

    public long AdvertisementsReceived { get; internal init; }

    public long BecameMaster { get; internal init; }

    public long ReleasedMaster { get; internal init; }

    public long PriorityZeroSent { get; internal init; }

    public long PriorityZeroReceived { get; internal init; }

    public long RivalsRejected { get; internal init; }

    public long AnnouncementsSent { get; internal init; }

    /// <summary>Refused packets by reason; only reasons that occurred.</summary>
    public IReadOnlyDictionary<string, long> Rejected { get; internal init; } = ReadOnlyDictionary<string, long>.Empty;

    public override string ToString() =>
        $"sent {AdvertisementsSent}, received {AdvertisementsReceived}, rejected {Rejected.Values.Sum()}";
}
