using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Node.Ownership;

/// <summary>When what a Master owns is to be renewed.</summary>
internal sealed class InstanceLease(VirtualRouter router)
{
    private Instant _renewed = new(long.MinValue / 2);

    public VirtualRouter Router => router;

    /// <summary>How long the kernel keeps it; null for ever.</summary>
    public uint? Seconds { get; private set; }

    /// <summary>The latest time of the next renewal: a third of the lease after the last.</summary>
    public Instant RenewBy { get; private set; } = Instant.Never;

    /// <summary>An advertisement went out since the last renewal was considered.</summary>
    public bool Advertised { get; set; }

    /// <summary>What the kernel has may be of other lengths; it is renewed at once.</summary>
    public void Set(uint? seconds)
    {
        if (seconds is not null || Seconds is not null) RenewBy = new Instant(long.MinValue / 2);
        Seconds = seconds;
    }

    /// <summary>
    /// With an advertisement it is due where the next one would be too late. So a Backup, which waits its
    /// Master_Down_Interval from the last advertisement it heard, has the address before the lease of a dead owner ends.
    /// </summary>
    public bool IsDue(Instant now)
    {
        if (RenewBy <= now) return true;
        if (!Advertised || Seconds is not { } seconds) return false;
        var lease = Duration.FromSeconds(seconds);
        return now - _renewed + router.AdvertisementInterval > Duration.Min(lease / 3, lease - router.LongestMasterDownInterval);
    }

    /// <summary>Whether a decision of the turn that began then is too old to prolong an ownership by.</summary>
    public bool IsStale(Instant turn, Instant now) => Seconds is { } seconds && now - turn > Duration.FromSeconds(seconds) / 20;

    /// <summary>Nothing is to be renewed any more.</summary>
    public void End()
    {
        Seconds = null;
        RenewBy = Instant.Never;
        Advertised = false;
    }

    public void Renewed(Instant now)
    {
        _renewed = now;
        RenewBy = Seconds is { } seconds ? now + (Duration.FromSeconds(seconds) / 3) : Instant.Never;
    }
}
