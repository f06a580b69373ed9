using HaVip.Core.Values;
using HaVip.Linux.Native;
using static HaVip.Linux.Netlink.NetlinkConstants;

namespace HaVip.Linux.Netlink;

public sealed partial class RouteNetlink
{
    /// <summary>All routes of a family, of one table and one origin where asked for (0 takes any).</summary>
    /// <remarks>Ask for a protocol: a router may hold a million routes of others.</remarks>
    public IReadOnlyList<RouteInfo> DumpRoutes(
        AddressFamily family = AddressFamily.None, uint table = 0, byte protocol = 0)
    {
        var filter = new RouteMessage
        {
            rtm_family = NumberOf(family),
            rtm_table = table < RT_TABLE_COMPAT || table == RouteSpec.MainTable ? (byte)table : RT_TABLE_UNSPEC,
            rtm_protocol = protocol,
        };
        List<RouteInfo> routes;
        try
        {
            routes = Dump<RouteInfo, RouteMessage>(RTM_GETROUTE, filter, RouteInfo.TryParse, "list routes");
        }
        catch (LinuxException fault) when (fault.ErrorNumber == Errno.ENOENT && table != 0)
        {
            return []; // There is no such table, so there is no route in it.
        }

        // Kernels before 4.20 know no filters.
        routes.RemoveAll(route =>
            (table != 0 && route.Table != table) || (protocol != 0 && route.Protocol != protocol));
        return routes;
    }

    /// <summary>Adds or removes many routes, in order, and says of each how it went.</summary>
    /// <returns>How many failed; one that is absent when it is to be removed has not failed.</returns>
    /// <exception cref="LinuxException">The kernel could not be asked at all, or did not answer.</exception>
    public int Apply(NetlinkOperation operation, ReadOnlySpan<RouteSpec> routes, Span<NetlinkResult> results) =>
        Change(operation, routes, results, WriteRoute);

    /// <summary>Adds a route or takes the place of the one that is there; see <see cref="NetlinkOperation.Replace"/>.</summary>
    public void ReplaceRoute(in RouteSpec route)
    {
        var result = ChangeOne(NetlinkOperation.Replace, route);
        if (!result.Succeeded) throw result.ToException($"set route {route}");
    }

    /// <summary>Adds a route; false where one with the same destination, metric and table is there already.</summary>
    public bool AddRoute(in RouteSpec route)
    {
        var result = ChangeOne(NetlinkOperation.Add, route);
        if (result.Succeeded || result.WasPresent) return result.Succeeded;
        throw result.ToException($"add route {route}");
    }

    /// <summary>Removes exactly this route; false where there is none like it.</summary>
    public bool RemoveRoute(in RouteSpec route)
    {
        var result = ChangeOne(NetlinkOperation.Remove, route);
        if (result.Succeeded || result.WasAbsent) return result.Succeeded;
        throw result.ToException($"remove route {route}");
    }

    private NetlinkResult ChangeOne(NetlinkOperation operation, in RouteSpec route)
    {
        NetlinkResult result = default;
        Apply(operation, new ReadOnlySpan<RouteSpec>(in route), new Span<NetlinkResult>(ref result));
        return result;
    }

    private static void WriteRoute(
        ref NetlinkWriter writer, NetlinkOperation operation, uint sequence, in RouteSpec route)
    {
        var family = new RouteMessage
        {
            rtm_family = NumberOf(route.Destination.Family),
            rtm_dst_len = route.Destination.Length,
            rtm_table = route.Table <= byte.MaxValue ? (byte)route.Table : RT_TABLE_COMPAT,
            rtm_protocol = route.Protocol,
            rtm_scope = (byte)route.EffectiveScope,
            rtm_type = (byte)route.Type,
            rtm_flags = route.IsOnLink ? RTNH_F_ONLINK : 0,
        };
        var type = operation == NetlinkOperation.Remove ? RTM_DELROUTE : RTM_NEWROUTE;
        writer.Begin(type, FlagsOf(operation), sequence, family);
        if (route.Destination.Length > 0) writer.Attribute(RTA_DST, route.Destination.Address);
        if (route.Gateway.Family != AddressFamily.None) writer.Attribute(RTA_GATEWAY, route.Gateway);
        if (route.InterfaceIndex != 0) writer.Attribute(RTA_OIF, route.InterfaceIndex);
        if (route.PreferredSource.Family != AddressFamily.None) writer.Attribute(RTA_PREFSRC, route.PreferredSource);
        if (route.Metric != 0) writer.Attribute(RTA_PRIORITY, route.Metric);
        writer.Attribute(RTA_TABLE, route.Table);
        if (route.ExpiresSeconds != 0) writer.Attribute(RTA_EXPIRES, route.ExpiresSeconds);
        if (route.Mtu != 0) WriteMtu(ref writer, route.Mtu);
        writer.End();
    }

    private static void WriteMtu(ref NetlinkWriter writer, uint mtu)
    {
        var metrics = writer.Open(RTA_METRICS);
        writer.Attribute(RTAX_MTU, mtu);
        writer.Close(metrics);
    }
}
