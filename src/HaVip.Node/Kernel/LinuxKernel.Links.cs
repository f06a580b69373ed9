using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;

namespace HaVip.Node.Kernel;

internal sealed partial class LinuxKernel
{
    /// <summary>
    /// What an interface with the MAC address of a virtual router must not do: answer for addresses of others, ask in their
    /// name, refuse packets whose way back is another interface, or make an address of its MAC, which every node would have.
    /// </summary>
    private static readonly (string Family, string Setting, string Value)[] LinkSettings =
    [
        ("ipv4", "arp_ignore", "1"),
        ("ipv4", "arp_announce", "2"),
        ("ipv4", "rp_filter", "2"),
        ("ipv6", "addr_gen_mode", "1"),
        ("ipv6", "accept_ra", "0"),
    ];

    public NetlinkResult AddVirtualLink(string name, int parentIndex, MacAddress macAddress, out int index)
    {
        var made = 0;
        var result = Attempt(() =>
        {
            _netlink.AddMacvlan(name, parentIndex, macAddress);
            made = _netlink.FindLink(name)?.Index ?? throw new LinuxException("make a macvlan", Errno.ENODEV);
            foreach (var (family, setting, value) in LinkSettings)
                WriteSetting(Sysctl.OfInterface(family, name, setting), value);
            _netlink.SetLinkUp(made, HaVipMark.LinkAlias);
        });
        index = made;
        if (!result.Succeeded && made != 0) RemoveVirtualLink(made);
        return result;
    }

    public NetlinkResult RemoveVirtualLink(int index) => Attempt(() =>
    {
        if (!_netlink.RemoveLink(index)) throw new LinuxException($"remove interface {index}", Errno.ENODEV);
    });

    public IReadOnlyList<KernelLink> ListVirtualLinks() => _netlink.DumpLinks()
        .Where(link => link.Alias == HaVipMark.LinkAlias)
        .Select(link => new KernelLink(link.Name, link.Index, link.ParentIndex))
        .ToArray();

    public string? ReadSetting(string name)
    {
        try
        {
            return Sysctl.Read(name);
        }
        catch (LinuxException)
        {
            // Its interface has gone, or the kernel is without that family.
            return null;
        }
    }

    public bool WriteSetting(string name, string value)
    {
        try
        {
            Sysctl.Write(name, value);
            return true;
        }
        catch (LinuxException)
        {
            return false;
        }
    }
}
