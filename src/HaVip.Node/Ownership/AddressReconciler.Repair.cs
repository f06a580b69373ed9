using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Kernel;

namespace HaVip.Node.Ownership;

internal sealed partial class AddressReconciler
{
    /// <summary>Whether an address that has just gone from the kernel should be there.</summary>
    public bool Owns(int interfaceIndex, IpPrefix prefix) =>
        _addresses.Exists(owned => owned.IsAt(new KernelAddress(interfaceIndex, prefix)));

    /// <summary>Whether a route that has just gone from the kernel should be there.</summary>
    public bool Owns(RouteInfo route) => _routes.Exists(owned =>
        owned.Route.InterfaceIndex == route.InterfaceIndex && owned.Route.Destination == route.Destination);

    /// <summary>Whether anything is owned on an interface.</summary>
    public bool OwnsOn(string name) =>
        _addresses.Exists(owned => owned.Interface == name) || _routes.Exists(owned => owned.Interface == name);

    /// <summary>Adds again what is owned and was removed by somebody else, or went with its interface.</summary>
    public void Repair()
    {
        if (_addresses.Count == 0 && _routes.Count == 0) return;
        FollowInterfaces();
        Filter.CloseAgain(_addresses);
        Record([], []);
        try
        {
            var present = kernel.ListAddresses();
            AddAgain(_addresses.FindAll(owned => !present.Any(owned.IsAt) && MayReturn(owned)));
            var routes = kernel.ListRoutes();
            AddAgain(_routes.FindAll(owned => !routes.Contains(owned.Route)));
        }
        catch (LinuxException error)
        {
            Fault(null, $"addresses and routes cannot be checked: {error.Message}");
        }
    }

    private bool MayReturn(OwnedAddress owned) => Filter.IsUsable || !Filter.IsClosed(owned.Instance);

    /// <summary>An interface that was made anew has another index.</summary>
    private void FollowInterfaces()
    {
        for (var i = 0; i < _addresses.Count; i++)
        {
            var (owned, index) = (_addresses[i], interfaces.StatusOf(_addresses[i].Interface).Index);
            if (index != 0) _addresses[i] = owned with { Address = owned.Address with { InterfaceIndex = index } };
        }

        for (var i = 0; i < _routes.Count; i++)
        {
            var (owned, index) = (_routes[i], interfaces.StatusOf(_routes[i].Interface).Index);
            if (index != 0) _routes[i] = owned with { Route = owned.Route with { InterfaceIndex = index } };
        }
    }

    private void AddAgain(List<OwnedAddress> lost)
    {
        if (lost.Count == 0) return;
        var results = new NetlinkResult[lost.Count];
        kernel.AddAddresses(lost.ConvertAll(owned => owned.Address).ToArray(), results);
        for (var i = 0; i < lost.Count; i++)
        {
            var (owned, result) = (lost[i], results[i]);
            if (result.Succeeded) TellAgain(owned.Instance, owned.ToString(), owned.Interface);
            else if (!result.WasPresent) Fault(owned.Instance, CannotAdd(owned, result));
        }
    }

    private void AddAgain(List<OwnedRoute> lost)
    {
        if (lost.Count == 0) return;
        var results = new NetlinkResult[lost.Count];
        kernel.AddRoutes(lost.ConvertAll(owned => owned.Route).ToArray(), results);
        for (var i = 0; i < lost.Count; i++)
        {
            var (owned, result) = (lost[i], results[i]);
            if (result.Succeeded) TellAgain(owned.Instance, owned.ToString(), owned.Interface);
            else Fault(owned.Instance, CannotAdd(owned, result));
        }
    }

    private void TellAgain(string instance, string what, string where) =>
        events.Add(EventKind.AddressesAcquired, instance, $"{what} had gone from {where} and was added again");
}
