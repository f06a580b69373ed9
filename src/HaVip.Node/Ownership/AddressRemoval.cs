using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Kernel;

namespace HaVip.Node.Ownership;

/// <summary>
/// Removes addresses and nothing else. Linux takes all addresses of a subnet away with the first of them unless told to
/// promote the next; where others stay, ours or not, it is told so for as long as the removal takes.
/// </summary>
internal static class AddressRemoval
{
    /// <summary>Fills one error number per address; returns the addresses that could not be protected.</summary>
    public static IReadOnlyList<KernelAddress> Run(IKernel kernel, KernelAddress[] surplus, NetlinkResult[] results)
    {
        var promoting = new List<int>();
        var endangered = new List<KernelAddress>();
        var asked = new Dictionary<int, bool?>();
        var going = surplus.Select(goes => (goes.InterfaceIndex, goes.Prefix)).ToHashSet();
        var subnets = surplus.Select(SubnetOf).ToHashSet();
        foreach (var present in TryList(kernel))
        {
            if (!IsBehind(present) || going.Contains((present.InterfaceIndex, present.Prefix))) continue;
            if (!subnets.Contains(SubnetOf(present))) continue;
            if (!asked.TryGetValue(present.InterfaceIndex, out var before))
            {
                before = kernel.SetPromoteSecondaries(present.InterfaceIndex, true);
                asked.Add(present.InterfaceIndex, before);
                if (before == false) promoting.Add(present.InterfaceIndex);
            }

            if (before is null) endangered.Add(present);
        }

        kernel.RemoveAddresses(surplus, results);
        foreach (var index in promoting) kernel.SetPromoteSecondaries(index, false);
        return endangered;
    }

    /// <summary>A removal is not held up by a kernel that cannot be asked for the neighbours.</summary>
    private static IReadOnlyList<KernelAddress> TryList(IKernel kernel)
    {
        try
        {
            return kernel.ListAddresses();
        }
        catch (LinuxException)
        {
            return [];
        }
    }

    /// <summary>Linux takes it away with the first of its subnet.</summary>
    private static bool IsBehind(KernelAddress present) =>
        present.Prefix.Family == AddressFamily.IPv4 && present.IsSecondary;

    private static (int InterfaceIndex, IpPrefix Subnet) SubnetOf(KernelAddress address) =>
        (address.InterfaceIndex, address.Prefix.Network);
}
