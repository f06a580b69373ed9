using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;

namespace HaVip.Node.Probing;

/// <summary>The interfaces that instances name, as they are now.</summary>
internal sealed class LinkView
{
    private readonly List<string> _names;
    private readonly HashSet<IpAddress> _virtual;
    private readonly List<LinkInfo> _links;
    private readonly List<AddressInfo> _addresses;

    private LinkView(IReadOnlyList<InstanceConfiguration> instances, List<LinkInfo> links, List<AddressInfo> addresses)
    {
        var all = instances.SelectMany(i => i.VirtualAddresses.Concat(i.ExcludedAddresses)).ToList();
        _names = [.. instances.Select(i => i.Interface).Concat(all.Select(a => a.Interface).OfType<string>()).Distinct()];
        var owned = instances.Where(i => !i.AddressOwner).SelectMany(i => i.VirtualAddresses.Concat(i.ExcludedAddresses));
        _virtual = [.. owned.Select(address => address.Prefix.Address)];
        _links = links;
        _addresses = addresses;
    }

    public static LinkView Read(IReadOnlyList<InstanceConfiguration> instances)
    {
        using var netlink = new RouteNetlink();
        return new LinkView(instances, [.. netlink.DumpLinks()], [.. netlink.DumpAddresses()]);
    }

    /// <summary>Those of the names that there are.</summary>
    public IEnumerable<LinkInfo> Of(IEnumerable<string> names) => names.Distinct().Select(Find).OfType<LinkInfo>();

    public LinkInfo? Find(string name) => _links.Find(link => link.Name == name);

    public bool HasMac(MacAddress address) => _links.Exists(link => link.MacAddress == address);

    /// <summary>Addresses of the interface that are its own.</summary>
    public IEnumerable<IpPrefix> OwnAddresses(LinkInfo link) => _addresses
        .Where(known => known.InterfaceIndex == link.Index && !IsVirtual(known))
        .Select(known => known.Prefix);

    public IReadOnlyList<ProbedInterface> Describe() => [.. _names.Select(Describe)];

    private ProbedInterface Describe(string name)
    {
        if (Find(name) is not { } link) return new ProbedInterface { Name = name };
        return new ProbedInterface
        {
            Name = name,
            Exists = true,
            IsUp = link.IsUp,
            HasCarrier = link.HasCarrier,
            Index = link.Index,
            Mtu = link.Mtu,
            MacAddress = link.HardwareType == LinkInfo.EthernetType ? link.MacAddress.ToString() : null,
            Addresses = [.. OwnAddresses(link).Select(prefix => prefix.ToString())],
            VirtualAddresses = [.. _addresses.Where(known => known.InterfaceIndex == link.Index && IsVirtual(known))
                .Select(known => known.Prefix.ToString())],
        };
    }

    private bool IsVirtual(AddressInfo known) =>
        known.Protocol == HaVipMark.AddressProtocol || _virtual.Contains(known.Prefix.Address);
}
