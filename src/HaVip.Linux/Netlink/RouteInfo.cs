using System.Diagnostics.CodeAnalysis;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Linux.Native;
using static HaVip.Linux.Netlink.NetlinkConstants;
using static Tmds.Linux.LibC;

namespace HaVip.Linux.Netlink;

/// <summary>A route as the kernel reports it; of several next hops only that there are several.</summary>
public sealed record RouteInfo
{
    public IpPrefix Destination { get; private set; }

    /// <summary>The default value for a route without gateway.</summary>
    public IpAddress Gateway { get; private set; }

    public int InterfaceIndex { get; private set; }

    public IpAddress PreferredSource { get; private set; }

    public uint Metric { get; private set; }

    /// <summary>254 is main, 255 local.</summary>
    public uint Table { get; private set; }

    /// <summary>Who put it there: 2 the kernel, 3 boot, 4 static. See <see cref="HaVipMark.RouteProtocol"/>.</summary>
    public byte Protocol { get; init; }

    public AddressScope Scope { get; init; }

    public bool IsOnLink { get; init; }

    /// <summary>RTN_ of linux/rtnetlink.h: besides those of <see cref="RouteType"/> local, broadcast and others.</summary>
    public RouteType Type { get; init; }

    public bool IsMultipath { get; private set; }

    internal static bool TryParse(in NetlinkMessage message, [NotNullWhen(true)] out RouteInfo? route)
    {
        route = null;
        if (!message.TrySplit<RouteMessage>(out var family, out var attributes)) return false;
        var isIPv4 = family.rtm_family == AF_INET;
        if (!isIPv4 && family.rtm_family != AF_INET6) return false;

        // A cache entry is no route.
        if ((family.rtm_flags & RTM_F_CLONED) != 0) return false;
        if (family.rtm_dst_len > (isIPv4 ? 32 : 128)) return false;
        var any = isIPv4 ? IpAddress.FromIPv4(0) : IpAddress.FromBytes(stackalloc byte[16]);
        var parsed = new RouteInfo
        {
            Destination = new IpPrefix(any, family.rtm_dst_len),
            Table = family.rtm_table,
            Protocol = family.rtm_protocol,
            Scope = (AddressScope)family.rtm_scope,
            IsOnLink = (family.rtm_flags & RTNH_F_ONLINK) != 0,
            Type = (RouteType)family.rtm_type,
        };
        while (attributes.TryRead(out var attribute)) parsed.Read(attribute);
        if (attributes.IsMalformed || parsed.Destination.Family != any.Family) return false;
        route = parsed;
        return true;
    }

    private void Read(in NetlinkAttribute attribute)
    {
        switch (attribute.Type)
        {
            case RTA_DST:
                Destination = Destination with { Address = attribute.AsAddress() };
                break;
            case RTA_GATEWAY:
                Gateway = attribute.AsAddress();
                break;
            case RTA_OIF:
                InterfaceIndex = (int)attribute.AsUInt32();
                break;
            case RTA_PREFSRC:
                PreferredSource = attribute.AsAddress();
                break;
            case RTA_PRIORITY:
                Metric = attribute.AsUInt32();
                break;
            case RTA_TABLE:
                Table = attribute.AsUInt32();
                break;
            case RTA_MULTIPATH:
                IsMultipath = true;
                break;
        }
    }
}
