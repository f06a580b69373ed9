using HaVip.Linux.Native;
using static HaVip.Linux.Netlink.NetlinkConstants;

namespace HaVip.Linux.Netlink;

public sealed partial class RouteNetlink
{
    /// <summary>All interfaces of the namespace, by index.</summary>
    public IReadOnlyList<LinkInfo> DumpLinks()
    {
        LinkMessage all = default;
        return Dump<LinkInfo, LinkMessage>(RTM_GETLINK, all, LinkInfo.TryParse, "list interfaces");
    }

    /// <summary>The interface of a name; null where there is none.</summary>
    public LinkInfo? FindLink(string name)
    {
        foreach (var link in DumpLinks())
        {
            if (link.Name == name) return link;
        }

        return null;
    }
}
