using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using Settings = HaVip.Core.Configuration.InstanceConfiguration;

namespace HaVip.PowerShell.Checks.Firewall;

/// <summary>Every way advertisements of an instance take in and out of a node, heartbeats among them.</summary>
internal static class AdvertisementWays
{
    public static IReadOnlyList<FilteredPacket> Of(Settings instance) =>
    [
        .. Of(instance.Interface, instance.Unicast, instance.Family),
        .. instance.Heartbeat.SelectMany(path => Of(path.Interface, path.Unicast, instance.Family)),
    ];

    private static IEnumerable<FilteredPacket> Of(string name, UnicastSettings? unicast, AddressFamily family)
    {
        var isIPv6 = family == AddressFamily.IPv6;
        if (unicast is null)
        {
            var group = VrrpGroup.Of(family).ToString();
            return [new(name, isIPv6, IsIncoming: true, group), new(name, isIPv6, IsIncoming: false, group)];
        }

        var peers = unicast.Peers.Select(peer => peer.Address.ToString()).ToList();
        return
        [
            .. peers.Select(peer => new FilteredPacket(name, isIPv6, IsIncoming: true, null) { Source = peer }),
            .. peers.Select(peer => new FilteredPacket(name, isIPv6, IsIncoming: false, peer)),
        ];
    }
}
