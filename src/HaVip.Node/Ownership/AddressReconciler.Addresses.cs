using HaVip.Core.Engine;
using HaVip.Linux.Netlink;
using HaVip.Node.Kernel;

namespace HaVip.Node.Ownership;

internal sealed partial class AddressReconciler
{
    private void AddAddresses(List<OwnedAddress> missing)
    {
        if (missing.Count == 0) return;
        var results = new NetlinkResult[missing.Count];
        kernel.AddAddresses(missing.ConvertAll(owned => owned.Address).ToArray(), results);
        var added = new List<OwnedAddress>();
        for (var i = 0; i < missing.Count; i++)
        {
            if (results[i].Succeeded) added.Add(Preferred(missing[i]));
            else if (!results[i].WasPresent) LeaveUndone(missing[i].Instance, CannotAdd(missing[i], results[i]));
            else if (!MayBeThere(missing[i])) Fault(missing[i].Instance, IsForeign(missing[i]));
        }

        _addresses.AddRange(added);
        Tell(EventKind.AddressesAcquired, added, "added to");
    }

    /// <summary>
    /// Without tags the journal is the only proof of ownership, so it must never name what somebody else has added:
    /// what is there is left out before it is written.
    /// </summary>
    private List<OwnedAddress> WithoutForeign(List<OwnedAddress> missing)
    {
        var present = kernel.ListAddresses();
        var foreign = missing.FindAll(owned => present.Any(owned.IsAt));
        foreach (var owned in foreign)
        {
            if (!MayBeThere(owned)) Fault(owned.Instance, IsForeign(owned));
        }

        return missing.FindAll(owned => !foreign.Contains(owned));
    }

    /// <summary>An address owner (priority 255) has the addresses by itself.</summary>
    private bool MayBeThere(OwnedAddress owned) =>
        _grants.TryGetValue(owned.Instance, out var grant) && grant.Instance.AddressOwner;

    private void RemoveAddresses(List<OwnedAddress> surplus)
    {
        if (surplus.Count == 0) return;

        // The last added first, so that none goes as a secondary of another before its turn.
        surplus.Reverse();
        var results = new NetlinkResult[surplus.Count];
        var endangered = AddressRemoval.Run(kernel, surplus.ConvertAll(owned => owned.Address).ToArray(), results);
        foreach (var address in endangered)
            Fault(null, $"{address.Prefix} may go with the first of its subnet: promote_secondaries cannot be set");
        var removed = new List<OwnedAddress>();
        for (var i = 0; i < surplus.Count; i++)
        {
            var owned = surplus[i];
            if (!IsGone(results[i]))
            {
                Fault(owned.Instance, $"{owned} cannot be removed from {owned.Interface}: {Text(results[i])}");
                continue;
            }

            removed.Add(owned);
        }

        _addresses.RemoveAll(removed);
        removed.Reverse();
        Tell(EventKind.AddressesReleased, removed, "removed from");
    }

    private static string CannotAdd(OwnedAddress owned, NetlinkResult result) =>
        $"{owned} cannot be added to {owned.Interface}: {Text(result)}";

    private static string IsForeign(OwnedAddress owned) =>
        $"{owned} is on {owned.Interface} already and was not added by HaVip; it stays there when mastership goes";

    /// <summary>One line per instance and interface.</summary>
    private void Tell(EventKind kind, List<OwnedAddress> addresses, string what)
    {
        foreach (var group in addresses.GroupBy(owned => (owned.Instance, owned.Interface)))
            events.Add(kind, group.Key.Instance, $"{string.Join(", ", group)} {what} {group.Key.Interface}");
    }

    private static string Text(NetlinkResult result) => KernelError.Text(result);
}
