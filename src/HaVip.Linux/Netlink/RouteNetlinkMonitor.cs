using HaVip.Linux.Native;
using static HaVip.Linux.Netlink.NetlinkConstants;

namespace HaVip.Linux.Netlink;

/// <summary>
/// Reports changes of links, addresses and routes of the network namespace of the thread that made it, its own
/// process's changes included. Never blocks. Open it before the first dump, then nothing is missed in between.
/// </summary>
public sealed class RouteNetlinkMonitor : IDisposable
{
    // Enough for a burst, and little enough that one call never holds up the loop.
    private const int DatagramsPerRead = 64;

    private readonly NetlinkSocket _socket;
    private readonly byte _ignored;

    /// <param name="includeRoutes">Routes and routing rules too; leave them out on a router with a full table.</param>
    /// <param name="ignoredProtocol">
    /// Addresses of this origin (IFA_PROTO) are reported when they go and not when they come: every renewal of one looks
    /// as if it came. 0 ignores none.
    /// </param>
    public RouteNetlinkMonitor(bool includeRoutes = true, byte ignoredProtocol = 0)
    {
        _ignored = ignoredProtocol;
        var groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR;
        if (includeRoutes)
            groups |= RTMGRP_IPV4_ROUTE | RTMGRP_IPV6_ROUTE | RTMGRP_IPV4_RULE | (1u << (RTNLGRP_IPV6_RULE - 1));
        _socket = new NetlinkSocket(groups);
        if (ignoredProtocol != 0) _socket.IgnoreRenewals(ignoredProtocol);
    }

    /// <summary>For <see cref="Epoll.Add"/>, to be watched as readable.</summary>
    public int Descriptor => _socket.Descriptor;

    /// <summary>Adds what was reported since the last call to the list, oldest first; the rest keeps the descriptor readable.</summary>
    /// <returns>How many were added.</returns>
    public int Read(ICollection<NetworkChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var before = changes.Count;
        for (var datagrams = 0; datagrams < DatagramsPerRead; datagrams++)
        {
            if (_socket.TryReceive(out var datagram, out var errorNumber)) Parse(datagram, changes, _ignored);
            else if (errorNumber == Errno.ENOBUFS) changes.Add(new NetworkChange(NetworkChangeKind.Overrun));
            else if (errorNumber == Errno.EAGAIN) break;
            else throw new LinuxException("read network changes", errorNumber);
        }

        return changes.Count - before;
    }

    public void Dispose() => _socket.Dispose();

    internal static void Parse(
        ReadOnlySpan<byte> datagram, ICollection<NetworkChange> changes, byte ignoredProtocol = 0)
    {
        var cursor = new NetlinkCursor(datagram);
        while (cursor.TryRead(out var message))
        {
            if (ignoredProtocol != 0 && IsComing(message, ignoredProtocol)) continue;
            if (TryParse(message, out var change)) changes.Add(change);
        }

        // Half a report is a lost one.
        if (cursor.IsMalformed) changes.Add(new NetworkChange(NetworkChangeKind.Overrun));
    }

    private static bool IsComing(in NetlinkMessage message, byte protocol)
    {
        if (message.Header.nlmsg_type != RTM_NEWADDR) return false;
        if (!message.TrySplit<AddressMessage>(out _, out var attributes)) return false;
        while (attributes.TryRead(out var attribute))
        {
            if (attribute.Type == IFA_PROTO) return attribute.AsByte() == protocol;
        }

        return false;
    }

    private static bool TryParse(in NetlinkMessage message, out NetworkChange change)
    {
        change = default;
        switch (message.Header.nlmsg_type)
        {
            case RTM_NEWLINK or RTM_DELLINK when LinkInfo.TryParse(message, out var link):
                var isLink = message.Header.nlmsg_type == RTM_NEWLINK;
                change = new(isLink ? NetworkChangeKind.LinkChanged : NetworkChangeKind.LinkRemoved, Link: link);
                return true;
            case RTM_NEWADDR or RTM_DELADDR when AddressInfo.TryParse(message, out var address):
                var isAddress = message.Header.nlmsg_type == RTM_NEWADDR;
                change = new(
                    isAddress ? NetworkChangeKind.AddressAdded : NetworkChangeKind.AddressRemoved, Address: address);
                return true;
            case RTM_NEWROUTE or RTM_DELROUTE when RouteInfo.TryParse(message, out var route):
                var isRoute = message.Header.nlmsg_type == RTM_NEWROUTE;
                change = new(isRoute ? NetworkChangeKind.RouteAdded : NetworkChangeKind.RouteRemoved, Route: route);
                return true;
            case RTM_DELRULE when RouteNetlink.TryParseRule(message, out var rule):
                change = new(NetworkChangeKind.RuleRemoved, Rule: rule);
                return true;
            default:
                return false;
        }
    }
}
