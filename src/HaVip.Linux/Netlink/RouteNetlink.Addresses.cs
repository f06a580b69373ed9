using HaVip.Core.Values;
using HaVip.Linux.Native;
using static HaVip.Linux.Netlink.NetlinkConstants;
using static Tmds.Linux.LibC;

namespace HaVip.Linux.Netlink;

public sealed partial class RouteNetlink
{
    /// <summary>All addresses, of one family and one interface where asked for, in the kernel's order.</summary>
    public IReadOnlyList<AddressInfo> DumpAddresses(AddressFamily family = AddressFamily.None, int interfaceIndex = 0)
    {
        var filter = new AddressMessage { ifa_family = NumberOf(family), ifa_index = (uint)interfaceIndex };
        var addresses = Dump<AddressInfo, AddressMessage>(RTM_GETADDR, filter, AddressInfo.TryParse, "list addresses");

        // Kernels before 4.20 know no filter by interface.
        if (interfaceIndex != 0) addresses.RemoveAll(address => address.InterfaceIndex != interfaceIndex);
        return addresses;
    }

    /// <summary>Adds or removes many addresses, in order, and says of each how it went.</summary>
    /// <remarks>
    /// Removing an IPv4 address that is not secondary takes the secondary ones of its prefix along, unless
    /// <c>promote_secondaries</c> is set on the interface: remove in the reverse order to be told of each.
    /// </remarks>
    /// <param name="operation">What to do with each.</param>
    /// <param name="addresses">Any number; the kernel gets them in parts.</param>
    /// <param name="results">At least as many; filled in the same order.</param>
    /// <returns>How many failed; one that is absent when it is to be removed has not failed.</returns>
    /// <exception cref="LinuxException">The kernel could not be asked at all, or did not answer.</exception>
    public int Apply(NetlinkOperation operation, ReadOnlySpan<AddressSpec> addresses, Span<NetlinkResult> results) =>
        Change(operation, addresses, results, WriteAddress);

    /// <summary>Adds an address, or renews protocol, lifetimes and flags of the one that is there.</summary>
    public void ReplaceAddress(in AddressSpec address)
    {
        var result = ChangeOne(NetlinkOperation.Replace, address);
        if (!result.Succeeded) throw result.ToException(Describe("set", address));
    }

    /// <summary>Adds an address; false where it is on the interface already, whoever put it there.</summary>
    public bool AddAddress(in AddressSpec address)
    {
        var result = ChangeOne(NetlinkOperation.Add, address);
        if (result.Succeeded || result.WasPresent) return result.Succeeded;
        throw result.ToException(Describe("add", address));
    }

    /// <summary>Removes an address; false where it, or the interface, is not there.</summary>
    public bool RemoveAddress(int interfaceIndex, IpPrefix prefix)
    {
        var address = new AddressSpec { InterfaceIndex = interfaceIndex, Prefix = prefix };
        var result = ChangeOne(NetlinkOperation.Remove, address);
        if (result.Succeeded || result.WasAbsent) return result.Succeeded;
        throw result.ToException(Describe("remove", address));
    }

    private static byte NumberOf(AddressFamily family) => family switch
    {
        AddressFamily.IPv4 => (byte)(int)AF_INET,
        AddressFamily.IPv6 => (byte)(int)AF_INET6,
        _ => (byte)(int)AF_UNSPEC,
    };

    private static string Describe(string verb, in AddressSpec address) =>
        $"{verb} {address.Prefix} on interface {address.InterfaceIndex}";

    private NetlinkResult ChangeOne(NetlinkOperation operation, in AddressSpec address)
    {
        NetlinkResult result = default;
        Apply(operation, new ReadOnlySpan<AddressSpec>(in address), new Span<NetlinkResult>(ref result));
        return result;
    }

    private static void WriteAddress(
        ref NetlinkWriter writer, NetlinkOperation operation, uint sequence, in AddressSpec address)
    {
        var family = new AddressMessage
        {
            ifa_family = NumberOf(address.Prefix.Family),
            ifa_prefixlen = address.Prefix.Length,
            ifa_flags = (byte)address.Flags,
            ifa_scope = (byte)address.Scope,
            ifa_index = (uint)address.InterfaceIndex,
        };
        var isRemoval = operation == NetlinkOperation.Remove;
        writer.Begin(isRemoval ? RTM_DELADDR : RTM_NEWADDR, FlagsOf(operation), sequence, family);
        writer.Attribute(IFA_LOCAL, address.Prefix.Address);
        writer.Attribute(IFA_ADDRESS, address.Peer.Family == AddressFamily.None ? address.Prefix.Address : address.Peer);
        if (!isRemoval) WriteAddressAttributes(ref writer, address);
        writer.End();
    }

    private static void WriteAddressAttributes(ref NetlinkWriter writer, in AddressSpec address)
    {
        var isIPv4 = address.Prefix.Family == AddressFamily.IPv4;
        if (isIPv4 && address.Broadcast.Family != AddressFamily.None)
            writer.Attribute(IFA_BROADCAST, address.Broadcast);
        if (isIPv4 && address.Label is { Length: > 0 } label) writer.Attribute(IFA_LABEL, label);
        writer.Attribute(IFA_FLAGS, (uint)address.Flags);
        writer.Attribute(IFA_PROTO, address.Protocol);
        var lifetime = new AddressLifetime { ifa_prefered = address.PreferredSeconds, ifa_valid = address.ValidSeconds };
        writer.Attribute(IFA_CACHEINFO, lifetime);
    }

    private static ushort FlagsOf(NetlinkOperation operation) => operation switch
    {
        NetlinkOperation.Add => NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL,
        // Told of a route it has, the kernel takes over when it expires, and answers EEXIST all the same.
        NetlinkOperation.Renew => NLM_F_REQUEST | NLM_F_ACK,
        NetlinkOperation.Replace => NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_REPLACE,
        _ => NLM_F_REQUEST | NLM_F_ACK,
    };
}
