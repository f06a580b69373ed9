using HaVip.Core.Values;

namespace HaVip.Core.Configuration;

public sealed record UnicastPeer
{
    public UnicastPeer(IpAddress address) => Address = address;

    public IpAddress Address { get; init; }

    /// <summary>
    /// The least TTL or hop limit its packets may have left: 255 for a peer on the link (RFC 9568 section 7.1), less for
    /// one behind routers.
    /// </summary>
    public byte MinimumTimeToLive { get; init; } = 255;
}
