using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Probing;

namespace HaVip.Node.Commands;

/// <summary>
/// Sends packets of protocol 112 for a virtual router that is none, and tells whose it hears: whether nodes that run this
/// at the same time hear each other, without an instance taking part in it.
/// </summary>
internal static class ExchangeCommand
{
    public static ExitCode Run(CommandLine line)
    {
        if (line.NetworkNamespace is { } name) NetworkNamespace.Enter(name);
        var family = line.Family == AddressFamily.None ? AddressFamily.IPv4 : line.Family;
        var link = FindLink(line.Interfaces[0], out var addresses);
        if (link is null) return StartFault.NoInterface(line.Interfaces[0]).Print();
        if (Source(link, family, addresses) is not { } source)
            return new StartFault(ExitCode.SystemError, $"{link.Name} has no {family} address to send from.").Print();
        using var exchange = new Exchange(link, source, line.VirtualRouterIds[0], line.Peers);
        exchange.Run();
        return ExitCode.Success;
    }

    private static LinkInfo? FindLink(string name, out IReadOnlyList<AddressInfo> addresses)
    {
        using var netlink = new RouteNetlink();
        addresses = netlink.DumpAddresses();
        return netlink.DumpLinks().FirstOrDefault(link => link.Name == name);
    }

    /// <summary>The first own address, which is a link-local one for IPv6 (RFC 9568 section 5.1.2.1).</summary>
    private static IpAddress? Source(LinkInfo link, AddressFamily family, IEnumerable<AddressInfo> addresses)
    {
        var own = addresses
            .Where(known => known.InterfaceIndex == link.Index && known.Protocol != HaVipMark.AddressProtocol)
            .Select(known => known.Prefix.Address)
            .Where(address => address.Family == family && (family == AddressFamily.IPv4 || address.IsLinkLocal))
            .ToList();
        return own.Count > 0 ? own[0] : null;
    }
}
