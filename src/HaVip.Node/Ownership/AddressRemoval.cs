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
        foreach (var present in TryList(kernel))
        {
            if (promoting.Contains(present.InterfaceIndex) || !IsNeighbour(present, surplus)) continue;
            var before = kernel.SetPromoteSecondaries(present.InterfaceIndex, true);
            if (before == false) promoting.Add(present.InterfaceIndex);
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

    /// <summary>Behind another in the subnet of one that goes, and not going itself.</summary>
    private static bool IsNeighbour(KernelAddress present, KernelAddress[] surplus)
    {
        if (present.Prefix.Family != AddressFamily.IPv4 || !present.IsSecondary) return false;
        var shares = false;
        foreach (var goes in surplus)
        {
            if (goes.InterfaceIndex != present.InterfaceIndex) continue;
            if (goes.Prefix == present.Prefix) return false;
            shares |= goes.Prefix.Length == present.Prefix.Length && goes.Prefix.Contains(present.Prefix.Address);
        }

        return shares;
    }
}
