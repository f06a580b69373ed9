using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux.Netlink;

namespace HaVip.Node.Ownership;

internal sealed partial class AddressReconciler
{
    /// <summary>
    /// Makes what another program has put there the instance's own, in place: no packet notices. For the moment in which
    /// that program is gone and has left its addresses behind.
    /// </summary>
    /// <param name="instance">Whose.</param>
    /// <param name="leaseSeconds">How long the kernel keeps them without renewal; null for ever.</param>
    public void Claim(InstanceConfiguration instance, uint? leaseSeconds)
    {
        var present = kernel.ListAddresses();
        var addresses = DesiredAddresses(instance, leaseSeconds).FindAll(owned => !IsOwned(owned) && present.Any(owned.IsAt));
        var routes = DesiredRoutes(instance, leaseSeconds).FindAll(owned => !IsOwned(owned));
        addresses = addresses.ConvertAll(Leasable);
        Record(addresses, routes, []);
        ClaimAddresses(addresses);
        ClaimRoutes(routes);
        _promotionIsDue = true;
        Record([], [], []);
    }

    /// <summary>The end of such a lease would take the route that an IPv6 address shares with its subnet along.</summary>
    private static OwnedAddress Leasable(OwnedAddress owned) =>
        owned.Address.Prefix is { Family: AddressFamily.IPv6, Length: < 128 }
            ? owned with { Address = owned.Address with { ValidSeconds = AddressInfo.Forever } }
            : owned;

    private void ClaimAddresses(List<OwnedAddress> addresses)
    {
        if (addresses.Count == 0) return;
        var results = new NetlinkResult[addresses.Count];
        kernel.RenewAddresses(addresses.ConvertAll(owned => owned.Address).ToArray(), results);
        var claimed = addresses.Where((_, i) => results[i].Succeeded).ToList();
        foreach (var (owned, result) in addresses.Zip(results).Where(item => !item.Second.Succeeded))
            Fault(owned.Instance, CannotAdd(owned, result));
        _addresses.AddRange(claimed);
        Tell(EventKind.AddressesAcquired, claimed, "taken over from another program on");
    }

    private void ClaimRoutes(List<OwnedRoute> routes)
    {
        if (routes.Count == 0) return;
        var results = new NetlinkResult[routes.Count];
        kernel.ReplaceRoutes(routes.ConvertAll(owned => owned.Route).ToArray(), results);
        for (var i = 0; i < routes.Count; i++)
        {
            if (results[i].Succeeded) _routes.Add(routes[i]);
            else Fault(routes[i].Instance, CannotAdd(routes[i], results[i]));
        }
    }
}
