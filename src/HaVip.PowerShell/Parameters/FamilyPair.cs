using HaVip.Core.Configuration;
using HaVip.Core.Values;
using Settings = HaVip.Core.Configuration.InstanceConfiguration;

namespace HaVip.PowerShell.Parameters;

/// <summary>
/// Settings with addresses of both families: a virtual router is of one family, so they make two, and a group that
/// keeps them together.
/// </summary>
internal sealed record FamilyPair(Settings IPv4, Settings IPv6, GroupConfiguration Group)
{
    /// <summary>Null where all addresses are of one family.</summary>
    public static FamilyPair? Of(Settings mixed)
    {
        var families = mixed.VirtualAddresses.Select(address => address.Prefix.Family).Distinct();
        if (families.Count() < 2) return null;
        var four = Part(mixed, AddressFamily.IPv4) with { Name = $"{mixed.Name}_v4" };
        var six = Part(mixed, AddressFamily.IPv6) with { Name = $"{mixed.Name}_v6" };
        return new FamilyPair(
            four, six, new GroupConfiguration { Name = mixed.Name, Instances = [four.Name, six.Name] });
    }

    public override string ToString() =>
        $"Addresses of both families make two virtual routers, {IPv4.Name} and {IPv6.Name}, that move together as the group {Group.Name}.";

    private static Settings Part(Settings mixed, AddressFamily family) => mixed with
    {
        VirtualAddresses = Of(mixed.VirtualAddresses, family),
        ExcludedAddresses = Of(mixed.ExcludedAddresses, family),
        VirtualRoutes = [.. mixed.VirtualRoutes.Where(route => route.Destination.Family == family)],
        Unicast = Of(mixed.Unicast, family),
        Heartbeat =
        [
            .. mixed.Heartbeat.Where(path => path.Unicast is null || Of(path.Unicast, family) is not null)
                .Select(path => path with { Unicast = Of(path.Unicast, family) }),
        ],
    };

    private static VirtualAddress[] Of(IEnumerable<VirtualAddress> addresses, AddressFamily family) =>
        [.. addresses.Where(address => address.Prefix.Family == family)];

    private static UnicastSettings? Of(UnicastSettings? unicast, AddressFamily family)
    {
        var peers = unicast?.Peers.Where(peer => peer.Address.Family == family).ToArray() ?? [];
        if (unicast is null || peers.Length == 0) return null;
        return unicast with { Peers = peers, Source = unicast.Source.Family == family ? unicast.Source : default };
    }
}
