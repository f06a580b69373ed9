namespace HaVip.Linux;

/// <summary>
/// How HaVip marks what is its own: in the kernel, so that it later removes nothing else, and on the wire. 112 is VRRP's
/// protocol number and used by nobody else: IFA_PROTO 1 to 3 are the kernel's, iproute2's <c>rt_protos</c> lists up to 99
/// (18 is keepalived's) and from 186 on.
/// </summary>
public static class HaVipMark
{
    /// <summary>IFA_PROTO of addresses, Linux 5.18; older kernels ignore it and report none.</summary>
    public const byte AddressProtocol = 112;

    /// <summary>The alias of interfaces, which nobody else writes: <c>ip link show</c>.</summary>
    public const string LinkAlias = "HaVip virtual MAC";

    /// <summary>
    /// Bits of the traffic class: 'capable of congestion notification', which other makers' advertisements do not say. A
    /// switch may make 'congested' of it, which are the same and one more.
    /// </summary>
    public const byte CongestionBits = 0b10;

    /// <summary>
    /// Of packets that HaVip itself sends or sends back, as packet filters see it ('meta mark'): the letters HV, and 112.
    /// </summary>
    public const uint Packet = 0x4856_0070;

    /// <summary>Routing protocol of routes: <c>ip route show proto 112</c>.</summary>
    public const byte RouteProtocol = 112;

    /// <summary>Whether a packet of this traffic class was sent by HaVip.</summary>
    public static bool Bears(int trafficClass) => (trafficClass & CongestionBits) != 0;
}
