using HaVip.Core.Engine;
using HaVip.Linux;
using HaVip.Linux.Netlink;

namespace HaVip.Node.Ownership;

internal sealed partial class AddressReconciler
{
    private void AddRoutes(List<OwnedRoute> missing)
    {
        if (missing.Count == 0) return;
        var results = new NetlinkResult[missing.Count];
        kernel.AddRoutes(missing.ConvertAll(owned => owned.Route).ToArray(), results);
        for (var i = 0; i < missing.Count; i++)
        {
            var owned = missing[i];
            if (!results[i].Succeeded)
            {
                LeaveUndone(owned.Instance, CannotAdd(owned, results[i]));
                continue;
            }

            _routes.Add(owned);
            events.Add(EventKind.AddressesAcquired, owned.Instance, $"{owned} added{owned.Place}");
        }
    }

    private void RemoveRoutes(List<OwnedRoute> surplus)
    {
        if (surplus.Count == 0) return;
        var results = new NetlinkResult[surplus.Count];
        kernel.RemoveRoutes(surplus.ConvertAll(owned => owned.Route).ToArray(), results);
        var removed = new HashSet<OwnedRoute>();
        for (var i = 0; i < surplus.Count; i++)
        {
            var owned = surplus[i];
            if (!IsGone(results[i]))
            {
                Fault(owned.Instance, $"{owned} cannot be removed{owned.PlaceLeft}: {Text(results[i])}");
                continue;
            }

            removed.Add(owned);
            events.Add(EventKind.AddressesReleased, owned.Instance, $"{owned} removed{owned.PlaceLeft}");
        }

        _routes.RemoveAll(removed.Contains);
    }

    private static string CannotAdd(OwnedRoute owned, NetlinkResult result) => result.ErrorNumber switch
    {
        Errno.EEXIST => $"{owned} cannot be added{owned.Place}: a route to the same destination with the same "
            + "metric is there already and was not added by HaVip; it stays",
        Errno.ENETUNREACH => $"{owned} cannot be added{owned.Place}: no address of {owned.Interface} reaches "
            + $"{owned.Route.Gateway}",
        _ => $"{owned} cannot be added{owned.Place}: {Text(result)}",
    };
}
