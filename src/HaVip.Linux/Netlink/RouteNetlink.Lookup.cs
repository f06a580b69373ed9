using HaVip.Core.Values;
using HaVip.Linux.Native;
using static HaVip.Linux.Netlink.NetlinkConstants;

namespace HaVip.Linux.Netlink;

public sealed partial class RouteNetlink
{
    /// <summary>Whether packets to an address are for this host.</summary>
    /// <remarks>
    /// An IPv6 address is not, for a moment after the kernel has said that it is there: the route that makes it so comes
    /// from a worker thread, also without detection of duplicates.
    /// </remarks>
    /// <param name="address">The address.</param>
    /// <param name="interfaceIndex">Where it is asked for: a link-local address means nothing without.</param>
    public bool IsLocal(IpAddress address, int interfaceIndex)
    {
        const string Operation = "look up a route";
        var family = new RouteMessage
        {
            rtm_family = NumberOf(address.Family),
            rtm_dst_len = (byte)(IpAddress.LengthOf(address.Family) * 8),
        };
        var writer = new NetlinkWriter(_sendBuffer);
        writer.Begin(RTM_GETROUTE, NLM_F_REQUEST, ++_sequence, family);
        writer.Attribute(RTA_DST, address);
        if (address.IsLinkLocal) writer.Attribute(RTA_OIF, interfaceIndex);
        writer.End();
        _socket.Send(writer.Written, Operation);
        while (true)
        {
            var cursor = new NetlinkCursor(_socket.Receive(Operation));
            while (cursor.TryRead(out var message))
            {
                if (message.Header.nlmsg_seq != _sequence) continue;
                return message.Header.nlmsg_type == RTM_NEWROUTE
                    && message.TrySplit<RouteMessage>(out var route, out _) && route.rtm_type == RTN_LOCAL;
            }
        }
    }
}
