using HaVip.Core.Values;

namespace HaVip.Core.Wire;

/// <summary>The multicast groups of RFC 9568 sections 5.1.1.2 and 5.1.2.2.</summary>
public static class VrrpGroup
{
    /// <summary>224.0.0.18.</summary>
    public static readonly IpAddress IPv4 = IpAddress.FromIPv4(0xE000_0012);

    /// <summary>ff02::12.</summary>
    public static readonly IpAddress IPv6 =
        IpAddress.FromBytes([0xFF, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x12]);

    public static IpAddress Of(AddressFamily family) => family == AddressFamily.IPv6 ? IPv6 : IPv4;
}
