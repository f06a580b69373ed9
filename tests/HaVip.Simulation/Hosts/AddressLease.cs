using HaVip.Core.Values;

namespace HaVip.Simulation.Hosts;

/// <summary>
/// When a runner renews what the kernel keeps for a time, by the host's own clock: a third of the lease after the last
/// renewal, and with an advertisement already where the next one would be too late.
/// </summary>
internal sealed class AddressLease
{
    private Instant _renewed;

    /// <summary>Null keeps the addresses for ever.</summary>
    public Duration? Length { get; private set; }

    public Instant RenewBy { get; private set; } = Instant.Never;

    public bool Advertised { get; set; }

    /// <summary>When the kernel takes the addresses, in true time; Never while they are not leased.</summary>
    public Instant Ends { get; set; } = Instant.Never;

    /// <summary>An event for the end is in the queue.</summary>
    public bool IsPlanned { get; set; }

    public bool IsDue(Duration interval, Duration down, Instant local)
    {
        if (RenewBy <= local) return true;
        return Advertised && Length is { } length
            && local - _renewed + interval > Duration.Min(length / 3, length - down);
    }

    public void Renew(Duration? length, Instant local)
    {
        Length = length;
        _renewed = local;
        RenewBy = length is { } known ? local + (known / 3) : Instant.Never;
    }

    public void Drop()
    {
        Length = null;
        RenewBy = Instant.Never;
        Ends = Instant.Never;
    }
}
