using HaVip.Core.Values;
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

    /// <summary>
    /// Makes a macvlan in bridge mode with the MAC address: in its private mode the kernel would give what comes from that
    /// address elsewhere, as a rival's advertisements do, to the macvlan alone. It is down, and has no addresses.
    /// </summary>
    /// <exception cref="LinuxException">EEXIST, ENODEV (no parent), EADDRINUSE (the parent has the MAC address on another).</exception>
    public void AddMacvlan(string name, int parentIndex, MacAddress macAddress)
    {
        const string Operation = "make a macvlan";
        var item = (name, parentIndex, macAddress);
        ChangeLink(NetlinkOperation.Add, item, Operation, static (
            ref NetlinkWriter writer, NetlinkOperation operation, uint sequence, in (string Name, int Parent, MacAddress Mac) link) =>
        {
            Span<byte> address = stackalloc byte[MacAddress.Length];
            link.Mac.CopyTo(address);
            writer.Begin(RTM_NEWLINK, FlagsOf(operation), sequence, default(LinkMessage));
            writer.Attribute(IFLA_IFNAME, link.Name);
            writer.Attribute(IFLA_LINK, link.Parent);
            writer.Attribute(IFLA_ADDRESS, address);
            var info = writer.Open(IFLA_LINKINFO);
            writer.Attribute(IFLA_INFO_KIND, "macvlan");
            var data = writer.Open(IFLA_INFO_DATA);
            writer.Attribute(IFLA_MACVLAN_MODE, MACVLAN_MODE_BRIDGE);
            writer.Close(data);
            writer.Close(info);
            writer.End();
        });
    }

    /// <summary>Writes the alias of an interface and sets it up.</summary>
    /// <exception cref="LinuxException">ENODEV, or what its driver says.</exception>
    public void SetLinkUp(int index, string alias) =>
        ChangeLink(NetlinkOperation.Renew, (index, alias), "set an interface up", static (
            ref NetlinkWriter writer, NetlinkOperation operation, uint sequence, in (int Index, string Alias) link) =>
        {
            var up = (uint)LinkFlags.Up;
            var message = new LinkMessage { ifi_index = link.Index, ifi_flags = up, ifi_change = up };
            writer.Begin(RTM_NEWLINK, FlagsOf(operation), sequence, message);
            writer.Attribute(IFLA_IFALIAS, link.Alias);
            writer.End();
        });

    /// <summary>Removes an interface; false where there is none.</summary>
    public bool RemoveLink(int index)
    {
        NetlinkResult result = default;
        Change(
            NetlinkOperation.Remove,
            new ReadOnlySpan<int>(in index),
            new Span<NetlinkResult>(ref result),
            static (ref NetlinkWriter writer, NetlinkOperation operation, uint sequence, in int link) =>
            {
                writer.Begin(RTM_DELLINK, FlagsOf(operation), sequence, new LinkMessage { ifi_index = link });
                writer.End();
            });
        if (result.Succeeded || result.WasAbsent) return result.Succeeded;
        throw result.ToException($"remove interface {index}");
    }

    private void ChangeLink<T>(NetlinkOperation operation, T item, string what, MessageWriter<T> write)
    {
        NetlinkResult result = default;
        Change(operation, new ReadOnlySpan<T>(in item), new Span<NetlinkResult>(ref result), write);
        if (!result.Succeeded) throw result.ToException(what);
    }
}
