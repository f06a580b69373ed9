using HaVip.Linux.Native;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux;

public sealed unsafe partial class VrrpSocket
{
    /// <summary>RFC 9568 sections 5.1.1.3 and 5.1.2.3: proves to the receiver that no router was in between.</summary>
    private const int HopLimit = 255;

    /// <summary>
    /// Class selector 6, internetwork control, as every VRRP router sends; and in the two bits of RFC 3168 that nothing here
    /// responds to, by which HaVip knows HaVip.
    /// </summary>
    private const int TrafficClass = 0xC0 | HaVipMark.CongestionBits;

    /// <summary>Where the kernel writes the checksum of an IPv6 message and verifies it (RFC 9568 section 5.2.8).</summary>
    private const int ChecksumOffset = 6;

    private void ConfigureIPv4()
    {
        var level = IPPROTO_IP;
        SocketOption.Set(_descriptor, level, IP_MULTICAST_LOOP, 0, nameof(IP_MULTICAST_LOOP));
        SocketOption.Set(_descriptor, level, IP_MULTICAST_ALL, 0, nameof(IP_MULTICAST_ALL));
        SocketOption.Set(_descriptor, level, IP_MULTICAST_TTL, HopLimit, nameof(IP_MULTICAST_TTL));
        SocketOption.Set(_descriptor, level, IP_TTL, HopLimit, nameof(IP_TTL));
        SocketOption.Set(_descriptor, level, IP_TOS, TrafficClass, nameof(IP_TOS));

        // No "don't fragment", as other implementations send; 255 addresses fit a usual MTU anyway.
        SocketOption.Set(_descriptor, level, IP_MTU_DISCOVER, IP_PMTUDISC_DONT, nameof(IP_MTU_DISCOVER));
        var outgoing = new ip_mreqn { imr_ifindex = InterfaceIndex };
        SocketOption.Set(_descriptor, level, IP_MULTICAST_IF, outgoing, nameof(IP_MULTICAST_IF));
    }

    private void ConfigureIPv6()
    {
        var level = IPPROTO_IPV6;
        SocketOption.Set(_descriptor, level, IPV6_CHECKSUM, ChecksumOffset, nameof(IPV6_CHECKSUM));
        SocketOption.Set(_descriptor, level, IPV6_MULTICAST_LOOP, 0, nameof(IPV6_MULTICAST_LOOP));
        SocketOption.Set(_descriptor, level, IPV6_MULTICAST_HOPS, HopLimit, nameof(IPV6_MULTICAST_HOPS));
        SocketOption.Set(_descriptor, level, IPV6_UNICAST_HOPS, HopLimit, nameof(IPV6_UNICAST_HOPS));
        SocketOption.Set(_descriptor, level, IPV6_TCLASS, TrafficClass, nameof(IPV6_TCLASS));
        SocketOption.Set(_descriptor, level, IPV6_MULTICAST_IF, InterfaceIndex, nameof(IPV6_MULTICAST_IF));
        SocketOption.Set(_descriptor, level, IPV6_RECVPKTINFO, 1, nameof(IPV6_RECVPKTINFO));
        SocketOption.Set(_descriptor, level, IPV6_RECVHOPLIMIT, 1, nameof(IPV6_RECVHOPLIMIT));
        SocketOption.Set(_descriptor, level, IPV6_RECVTCLASS, 1, nameof(IPV6_RECVTCLASS));

        // Linux 4.20; without it the socket also hears groups others joined, which the destination tells.
        SocketOption.TrySet(_descriptor, level, SocketOption.Ipv6MulticastAll, 0);
    }

    private void Join()
    {
        if (!GroupOption.TryJoin(_descriptor, Family, InterfaceIndex))
            throw LinuxException.Last($"join the VRRP group on {InterfaceName}");
    }

    private void Leave()
    {
        var left = GroupOption.TryLeave(_descriptor, Family, InterfaceIndex);
        if (!left && errno is not (Errno.EADDRNOTAVAIL or Errno.ENODEV))
            throw LinuxException.Last($"leave the VRRP group on {InterfaceName}");
    }
}
