using HaVip.Core.Election;

namespace HaVip;

/// <summary>
/// What one instance counted from <see cref="Since"/> to <see cref="Time"/>. Counts are of packets unless they say
/// otherwise, and begin at zero when the instance is configured or <c>Get-HaVipStatistic -Reset</c> is called.
/// </summary>
public sealed class InstanceStatistic : InstanceObject
{
    public string Name { get; internal init; } = "";

    internal override string InstanceName => Name;

    public VrrpState State { get; internal init; }

    public string Interface { get; internal init; } = "";

    public byte VirtualRouterId { get; internal init; }

    /// <summary>Advertisements sent, priority 0 included.</summary>
    public long Sent { get; internal init; }

    /// <summary>Advertisements accepted, priority 0 included.</summary>
    public long Received { get; internal init; }

    /// <summary>Advertisements that said goodbye: a Master that leaves (RFC 9568 section 6.4.3).</summary>
    public long PriorityZeroSent { get; internal init; }

    public long PriorityZeroReceived { get; internal init; }

    /// <summary>All that was refused; it changed nothing else.</summary>
    public long Dropped { get; internal init; }

    /// <summary>What was refused, by the check it failed, in the order of the checks; every check is there.</summary>
    public IReadOnlyDictionary<string, long> DroppedByReason { get; internal init; } = new Dictionary<string, long>();

    /// <summary>What failed an HMAC check and was let pass by the mode.</summary>
    public long Tolerated { get; internal init; }

    /// <summary>
    /// Verdicts on HMAC trailers, dropped or let pass: Verified, Missing, Malformed, UnknownKey, Mismatch, Stale and
    /// Replayed. All 0 where no keys are configured.
    /// </summary>
    public IReadOnlyDictionary<string, long> HmacVerdicts { get; internal init; } = new Dictionary<string, long>();

    /// <summary>Timers served more than a tenth of the advertisement interval after they were due.</summary>
    public long LateTimers { get; internal init; }

    /// <summary>Times a Master found itself so late that it listened before it spoke again.</summary>
    public long LateWakes { get; internal init; }

    /// <summary>Times a Master spoke after its host had been taken for gone (detection).</summary>
    public long FalseAlarms { get; internal init; }

    /// <summary>Changes of state; unlike those of <see cref="InstanceState"/> they are reset with the rest.</summary>
    public long Transitions { get; internal init; }

    public long BecameMaster { get; internal init; }

    public long ReleasedMaster { get; internal init; }

    /// <summary>Advertisements of worse Masters this Master answered.</summary>
    public long RivalsRejected { get; internal init; }

    /// <summary>Gratuitous ARP packets and unsolicited neighbour advertisements.</summary>
    public long AnnouncementsSent { get; internal init; }

    /// <summary>Times the lease of the addresses was prolonged, all of them together.</summary>
    public long LeasesRenewed { get; internal init; }

    public long HandoversCompleted { get; internal init; }

    public long HandoversFailed { get; internal init; }

    /// <summary>When counting began.</summary>
    public DateTimeOffset Since { get; internal init; }

    /// <summary>When the counts were read.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>How long was counted.</summary>
    public TimeSpan Elapsed => Time - Since;

    public override string ToString() => $"{Node}/{Name}: sent {Sent}, received {Received}, dropped {Dropped}";
}
