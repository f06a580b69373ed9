using HaVip.Core.Values;
using HaVip.Core.Wire;
using Tmds.Linux;
using static Tmds.Linux.LibC;

namespace HaVip.Linux.Native;

/// <summary>Membership of the VRRP group of a family on an interface; false leaves the reason in errno.</summary>
internal static unsafe class GroupOption
{
    public static bool TryJoin(FileDescriptor socket, AddressFamily family, int interfaceIndex) =>
        family == AddressFamily.IPv4
            ? SocketOption.TrySet(socket, IPPROTO_IP, IP_ADD_MEMBERSHIP, Membership4(interfaceIndex))
            : SocketOption.TrySet(socket, IPPROTO_IPV6, IPV6_ADD_MEMBERSHIP, Membership6(interfaceIndex));

    public static bool TryLeave(FileDescriptor socket, AddressFamily family, int interfaceIndex) =>
        family == AddressFamily.IPv4
            ? SocketOption.TrySet(socket, IPPROTO_IP, IP_DROP_MEMBERSHIP, Membership4(interfaceIndex))
            : SocketOption.TrySet(socket, IPPROTO_IPV6, IPV6_DROP_MEMBERSHIP, Membership6(interfaceIndex));

    private static ip_mreqn Membership4(int interfaceIndex)
    {
        var membership = new ip_mreqn { imr_ifindex = interfaceIndex };
        VrrpGroup.IPv4.CopyTo(new Span<byte>(&membership.imr_multiaddr, 4));
        return membership;
    }

    private static ipv6_mreq Membership6(int interfaceIndex)
    {
        var membership = new ipv6_mreq { ipv6mr_interface = (uint)interfaceIndex };
        VrrpGroup.IPv6.CopyTo(new Span<byte>(&membership.ipv6mr_multiaddr, 16));
        return membership;
    }
}
