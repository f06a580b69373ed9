using HaVip.Core.Values;
using Settings = HaVip.Core.Configuration;

namespace HaVip.PowerShell.Installation;

/// <summary>
/// The kernel parameters that a configuration needs and a runner does not set by itself, each with its reason; none that
/// it does not need.
/// </summary>
internal static class SysctlNeeds
{
    public static IReadOnlyList<SysctlNeed> Of(Settings.NodeConfiguration configuration)
    {
        var addresses = configuration.Instances.SelectMany(Addresses).ToList();
        return
        [
            .. NonlocalBind(addresses),
            .. AddressResolution(addresses),
            .. ReversePath(configuration, addresses),
        ];
    }

    private static IEnumerable<SysctlNeed> NonlocalBind(IReadOnlyList<Place> addresses)
    {
        foreach (var (family, name) in new[] { (AddressFamily.IPv4, "ipv4"), (AddressFamily.IPv6, "ipv6") })
        {
            if (addresses.FirstOrDefault(place => place.Prefix.Family == family) is not { } first) continue;
            yield return new SysctlNeed(
                $"net.{name}.ip_nonlocal_bind",
                "1",
                $"services bind {first.Prefix.Address} on a node that does not own it yet");
        }
    }

    /// <summary>
    /// Linux answers ARP for any of its addresses on any of its interfaces, which matters where several carry virtual
    /// ones: neighbours would learn the wrong one.
    /// </summary>
    private static IEnumerable<SysctlNeed> AddressResolution(IReadOnlyList<Place> addresses)
    {
        var interfaces = IPv4Interfaces(addresses);
        if (interfaces.Count < 2) yield break;
        var all = string.Join(", ", interfaces);
        foreach (var name in interfaces)
        {
            yield return OfInterface(
                name, "arp_ignore", "1", ["2"], $"{all} carry virtual addresses; {name} answers ARP for its own alone");
            yield return OfInterface(
                name, "arp_announce", "2", [], $"{all} carry virtual addresses; {name} asks with its own alone");
        }
    }

    /// <summary>
    /// Where requests come in on one interface and answers leave by another, strict filtering of reverse paths (1) would
    /// drop the requests; none (0) does as well as loose (2).
    /// </summary>
    private static IEnumerable<SysctlNeed> ReversePath(
        Settings.NodeConfiguration configuration, IReadOnlyList<Place> addresses)
    {
        var reasons = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var instance in configuration.Instances)
        {
            foreach (var route in instance.VirtualRoutes.Where(r => r.Destination.Family == AddressFamily.IPv4))
            {
                var way = route.Interface ?? instance.Interface;
                foreach (var name in IPv4Interfaces(Addresses(instance)).Where(name => name != way))
                    reasons.TryAdd(name, $"requests come in on {name}, and answers may leave by {way} ({route})");
            }
        }

        foreach (var (one, other) in Overlapping(addresses))
            reasons.TryAdd(one, $"virtual addresses of one subnet are on {one} and {other}; answers leave by one of them");
        return reasons.Select(pair => OfInterface(pair.Key, "rp_filter", "2", ["0"], pair.Value));
    }

    private static IEnumerable<(string One, string Other)> Overlapping(IReadOnlyList<Place> addresses) =>
        from one in addresses
        from other in addresses
        where one.Interface != other.Interface && one.Prefix.Family == AddressFamily.IPv4
            && other.Prefix.Family == AddressFamily.IPv4 && one.Prefix.Length < 32 && other.Prefix.Length < 32
            && (one.Prefix.Contains(other.Prefix.Address) || other.Prefix.Contains(one.Prefix.Address))
        select (one.Interface, other.Interface);

    private static SysctlNeed OfInterface(
        string name, string parameter, string value, IReadOnlyList<string> sufficient, string reason) =>
        new(Sysctl.OfInterface("ipv4", name, parameter), value, reason)
        {
            Sufficient = sufficient,
            OfAll = $"net.ipv4.conf.all.{parameter}",
        };

    private static IReadOnlyList<string> IPv4Interfaces(IEnumerable<Place> addresses) =>
    [
        .. addresses.Where(place => place.Prefix.Family == AddressFamily.IPv4)
            .Select(place => place.Interface).Distinct().Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<Place> Addresses(Settings.InstanceConfiguration instance) =>
        instance.VirtualAddresses.Concat(instance.ExcludedAddresses)
            .Select(address => new Place(address.Prefix, address.Interface ?? instance.Interface));

    private sealed record Place(IpPrefix Prefix, string Interface);
}
