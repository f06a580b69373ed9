using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Node.Tracing;

/// <summary>Which packets are wanted, and who judges them.</summary>
internal sealed class PacketFilter(
    IReadOnlyList<byte> virtualRouterIds, AddressFamily family, IReadOnlyList<InstanceConfiguration> instances)
{
    private readonly List<AdvertisementJudge> _judges = [.. instances.SelectMany(Judges)];

    /// <summary>The families whose groups are to be joined.</summary>
    public IEnumerable<AddressFamily> Families => family == AddressFamily.None
        ? [AddressFamily.IPv4, AddressFamily.IPv6]
        : [family];

    /// <summary>Null for a packet too short to say its virtual router, which is nobody's in particular.</summary>
    public bool Wants(string interfaceName, AddressFamily packetFamily, byte? virtualRouterId, out AdvertisementJudge? judge)
    {
        judge = _judges.Find(one => one.Interface == interfaceName && one.Settings.Family == packetFamily
            && one.Settings.VirtualRouterId == virtualRouterId);
        return (family == AddressFamily.None || family == packetFamily)
            && (virtualRouterIds.Count == 0 || (virtualRouterId is { } id && virtualRouterIds.Contains(id)))
            && (_judges.Count == 0 || judge is not null);
    }

    /// <summary>One for each way the instance is heard.</summary>
    private static IEnumerable<AdvertisementJudge> Judges(InstanceConfiguration instance) =>
        instance.Heartbeat.Select(path => new AdvertisementJudge(instance, path)).Prepend(new AdvertisementJudge(instance));
}
