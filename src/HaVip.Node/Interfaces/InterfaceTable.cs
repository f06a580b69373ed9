using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Node.Interfaces;

/// <summary>
/// What the kernel says of its interfaces and their addresses, reduced to what the engine needs to know.
/// </summary>
internal sealed class InterfaceTable
{
    private readonly Dictionary<int, LinkFacts> _links = [];
    private readonly List<AddressFacts> _addresses = [];
    private readonly HashSet<IpAddress> _virtual = [];

    /// <summary>
    /// Says which addresses are virtual and so never a source; an address owner's are its own all the same.
    /// </summary>
    public void Configure(NodeConfiguration configuration)
    {
        _virtual.Clear();
        foreach (var instance in configuration.Instances)
        {
            if (instance.AddressOwner) continue;
            foreach (var address in instance.VirtualAddresses) _virtual.Add(address.Prefix.Address);
            foreach (var address in instance.ExcludedAddresses) _virtual.Add(address.Prefix.Address);
        }
    }

    public void Clear()
    {
        _links.Clear();
        _addresses.Clear();
    }

    public void Set(LinkFacts link) => _links[link.Index] = link;

    public void RemoveLink(int index)
    {
        _links.Remove(index);
        _addresses.RemoveAll(address => address.InterfaceIndex == index);
    }

    /// <summary>Adds an address or changes what is known of it; the order is the kernel's.</summary>
    public void Set(AddressFacts address)
    {
        var place = _addresses.FindIndex(known => known.IsAt(address.InterfaceIndex, address.Prefix));
        if (place >= 0) _addresses[place] = address;
        else _addresses.Add(address);
    }

    public void RemoveAddress(int interfaceIndex, IpPrefix prefix) =>
        _addresses.RemoveAll(known => known.IsAt(interfaceIndex, prefix));

    /// <summary>The interface of a name as it is now; index 0 where there is none.</summary>
    public InterfaceStatus StatusOf(string name)
    {
        foreach (var link in _links.Values)
        {
            if (link.Name == name) return StatusOf(link);
        }

        return new InterfaceStatus { Name = name };
    }

    /// <summary>The index of a name now; 0 where there is no such interface.</summary>
    public int IndexOf(string name)
    {
        foreach (var link in _links.Values)
        {
            if (link.Name == name) return link.Index;
        }

        return 0;
    }

    /// <summary>
    /// Whether an interface of this node has the Ethernet address: one on the same LAN may answer for its siblings. That of a
    /// virtual router is whoever's is Master, so what comes from it comes from another node.
    /// </summary>
    public bool HasMac(MacAddress address)
    {
        if (address == default || address.IsVirtualRouter) return false;
        foreach (var link in _links.Values)
        {
            if (link.MacAddress == address) return true;
        }

        return false;
    }

    public string NameOf(int index) => _links.TryGetValue(index, out var link) ? link.Name : $"interface {index}";

    private InterfaceStatus StatusOf(LinkFacts link) => new()
    {
        Name = link.Name,
        Index = link.Index,
        IsUp = link.IsUp,
        MacAddress = link.MacAddress,
        PrimaryIPv4 = Source(link.Index, AddressFamily.IPv4),
        LinkLocalIPv6 = Source(link.Index, AddressFamily.IPv6),
    };

    private IpAddress Source(int index, AddressFamily family)
    {
        foreach (var known in _addresses)
        {
            var address = known.Prefix.Address;
            if (known.InterfaceIndex != index || address.Family != family) continue;
            if (!known.IsUsable || known.IsTagged || _virtual.Contains(address)) continue;
            if (family == AddressFamily.IPv6 && !address.IsLinkLocal) continue;
            return address;
        }

        return default;
    }
}
