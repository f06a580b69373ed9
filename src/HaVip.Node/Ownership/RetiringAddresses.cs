using HaVip.Core.Values;
using HaVip.Linux.Netlink;

namespace HaVip.Node.Ownership;

/// <summary>The addresses of one instance that another node has. Its clock begins with the first look at it.</summary>
internal sealed class RetiringAddresses(IReadOnlyList<LinkAddress> addresses)
{
    /// <summary>Other makers advertise first and announce a moment later; on a busy machine a moment is long.</summary>
    public static readonly Duration Linger = Duration.FromMilliseconds(250);

    private static readonly Duration LookEvery = Duration.FromMilliseconds(25);

    private Instant? _began;

    public IReadOnlyList<IpAddress> Addresses { get; } = [.. addresses.Select(link => link.Address)];

    /// <summary>How long connections may go on.</summary>
    public Duration Drain { get; private set; }

    /// <summary>When to look next; Never while the node is still Master.</summary>
    public Instant NextLook { get; private set; } = Instant.Never;

    public bool IsUnderWay => NextLook != Instant.Never;

    public void Begin(Duration drain)
    {
        Drain = drain;
        NextLook = new Instant(long.MinValue / 2);
    }

    /// <summary>Whether now is the time to see if they may go; each time once.</summary>
    public bool IsDue(Instant now)
    {
        if (NextLook > now) return false;
        NextLook = _began is null ? now + Linger : now + LookEvery;
        var isFirst = _began is null;
        _began ??= now;
        return !isFirst;
    }

    /// <summary>Whether they go in any case.</summary>
    public bool IsOver(Instant now) => _began is { } began && now >= began + Duration.Max(Drain, Linger);
}
