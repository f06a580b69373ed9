using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Kernel;

namespace HaVip.Node.Ownership;

/// <summary>
/// Removes what a runner that died left in the kernel: what it tagged, and where there are no tags, what it wrote down.
/// </summary>
/// <param name="kernel">Where to look and remove.</param>
/// <param name="journal">What the dead runner of this state directory wrote down.</param>
/// <param name="alone">
/// No other runner is in the network namespace. A tag says that HaVip added an address but not which runner.
/// </param>
internal sealed class LeftoverSweep(IKernel kernel, JournalDocument? journal, bool alone)
{
    /// <summary>What a runner holds in its network namespace, so that others know they are not alone.</summary>
    public const string ClaimName = "havip-node";

    private readonly List<string> _removed = [];
    private readonly List<string> _failed = [];

    /// <summary>What was removed, for people.</summary>
    public IReadOnlyList<string> Removed => _removed;

    /// <summary>What could not be removed and why, one sentence each.</summary>
    public IReadOnlyList<string> Failed => _failed;

    /// <param name="nameOf">Names an interface by its index.</param>
    public void Run(Func<int, string> nameOf)
    {
        RemoveRules();
        RemoveRoutes(nameOf);
        RemoveAddresses(nameOf);
        RemoveLinks();
        RemoveFilters();
        foreach (var index in journal?.Promoting ?? []) kernel.SetPromoteSecondaries(index, false);
    }

    private void RemoveRoutes(Func<int, string> nameOf)
    {
        var left = kernel.ListRoutes().Where(route => alone || Has(route)).ToArray();
        var results = new NetlinkResult[left.Length];
        if (left.Length > 0) kernel.RemoveRoutes(left, results);
        for (var i = 0; i < left.Length; i++)
            Note(Text(left[i]), results[i]);

        string Text(KernelRoute route) => route.Refusal is null
            ? $"the route to {route.Destination} on {nameOf(route.InterfaceIndex)}"
            : $"the route {route}";
    }

    private void RemoveRules()
    {
        var left = kernel.ListRules().Where(rule => alone || (journal is not null && journal.Has(rule))).ToArray();
        var results = new NetlinkResult[left.Length];
        if (left.Length > 0) kernel.RemoveRules(left, results);
        for (var i = 0; i < left.Length; i++) Note($"the {left[i]}", results[i]);
    }

    private void RemoveAddresses(Func<int, string> nameOf)
    {
        var left = kernel.ListAddresses().Where(IsLeftover).ToArray();
        var results = new NetlinkResult[left.Length];
        if (left.Length > 0) AddressRemoval.Run(kernel, left, results);
        for (var i = 0; i < left.Length; i++)
            Note($"{left[i].Prefix} on {nameOf(left[i].InterfaceIndex)}", results[i]);
    }

    private void RemoveLinks()
    {
        foreach (var link in kernel.ListVirtualLinks().Where(link => alone || journal?.Links.Contains(link.Name) == true))
            Note($"the interface {link.Name}", kernel.RemoveVirtualLink(link.Index));
        foreach (var changed in journal?.Settings ?? [])
        {
            if (kernel.ReadSetting(changed.Name) == changed.After) kernel.WriteSetting(changed.Name, changed.Before);
        }
    }

    /// <summary>Since Linux 5.12 a table goes with its runner; before that, it is found here.</summary>
    private void RemoveFilters()
    {
        foreach (var name in kernel.ListFilters().Where(name => alone || name == kernel.FilterName))
            Note($"the nf_tables table {name}", kernel.RemoveFilter(name));
    }

    private bool IsLeftover(KernelAddress address) => kernel.TagsAddresses
        ? address.IsTagged && (alone || Has(address))
        : Has(address);

    private bool Has(KernelAddress address) => journal is not null && journal.Has(address);

    private bool Has(KernelRoute route) => journal is not null && journal.Has(route);

    private void Note(string what, NetlinkResult result)
    {
        if (result.Succeeded || result.WasAbsent || result.ErrorNumber == Errno.ENOENT) _removed.Add(what);
        else _failed.Add($"{what} cannot be removed: {KernelError.Text(result)}");
    }
}
