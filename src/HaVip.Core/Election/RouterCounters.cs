using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>Counts since the virtual router was configured, or since they were last reset.</summary>
public sealed partial class RouterCounters(Instant since)
{
    // By reason; most virtual routers never have any.
    private long[]? _tolerated;
    private long[]? _rejected;

    /// <summary>When counting began.</summary>
    public Instant Since { get; } = since;

    /// <summary>Advertisements the engine asked the host to send, goodbyes included.</summary>
    public long AdvertisementsSent { get; internal set; }

    /// <summary>Advertisements accepted.</summary>
    public long AdvertisementsReceived { get; internal set; }

    /// <summary>Changes of state.</summary>
    public long Transitions { get; internal set; }

    public long BecameMaster { get; internal set; }

    public long ReleasedMaster { get; internal set; }

    public long PriorityZeroSent { get; internal set; }

    public long PriorityZeroReceived { get; internal set; }

    /// <summary>Advertisements of worse Masters that this Master answered.</summary>
    public long RivalsRejected { get; internal set; }

    /// <summary>Announcements asked for, per address.</summary>
    public long AnnouncementsSent { get; internal set; }

    /// <summary>Hand-overs that ended as asked; the reports are HandoverCompleted.</summary>
    public long HandoversCompleted { get; internal set; }

    /// <summary>Hand-overs that were given up or interrupted; the reports are HandoverFailed.</summary>
    public long HandoversFailed { get; internal set; }

    /// <summary>Timers served more than a tenth of the advertisement interval after they were due.</summary>
    public long LateTimers { get; internal set; }

    /// <summary>Times this Master found itself so late that another may have taken over, and listened first.</summary>
    public long LateWakes { get; internal set; }

    /// <summary>Masters that spoke after their host had been taken for gone.</summary>
    public long FalseAlarms { get; internal set; }

    /// <summary>Times the host prolonged the lease of the virtual router's addresses, all of them together.</summary>
    public long LeasesRenewed { get; private set; }

    /// <summary>Advertisements with a trailer that proved their sender.</summary>
    public long HmacVerified { get; internal set; }

    /// <summary>Counts what only the host knows.</summary>
    public void CountLeaseRenewed() => LeasesRenewed++;

    /// <summary>HMAC verdicts that the mode let pass.</summary>
    public long Tolerated(RejectReason reason) => _tolerated?[(int)reason] ?? 0;

    internal void CountTolerated(RejectReason reason) => (_tolerated ??= NewCounts())[(int)reason]++;

    public long Rejected(RejectReason reason) => _rejected?[(int)reason] ?? 0;

    internal void CountRejected(RejectReason reason) => (_rejected ??= NewCounts())[(int)reason]++;

    private static long[] NewCounts() => new long[(int)RejectReason.NotListening + 1];
}
