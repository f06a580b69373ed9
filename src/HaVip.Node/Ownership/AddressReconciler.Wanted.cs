using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Linux.Netlink;
using HaVip.Node.Kernel;

namespace HaVip.Node.Ownership;

/// <summary>What instances shall own by their configuration.</summary>
internal sealed partial class AddressReconciler
{
    private void Want(Grant grant, Wanted wanted)
    {
        var name = grant.Instance.Name;
        var addresses = DesiredAddresses(grant.Instance, grant.LeaseSeconds);
        var routes = DesiredRoutes(grant.Instance, grant.LeaseSeconds);
        var rules = DesiredRules(grant.Instance);
        wanted.AddressesThatGo.AddRange(_addresses.Of(name).FindAll(owned => !addresses.Exists(owned.CanBecome)));
        wanted.RoutesThatGo.AddRange(_routes.FindAll(owned => owned.Instance == name && !routes.Exists(owned.CanBecome)));
        wanted.RulesThatGo.AddRange(_rules.FindAll(owned => owned.Instance == name && !rules.Contains(owned)));
        wanted.Instances.Add(grant.Instance);
        wanted.Addresses.AddRange(addresses);
        wanted.Routes.AddRange(routes);
        wanted.Rules.AddRange(rules);
    }

    private List<OwnedAddress> DesiredAddresses(InstanceConfiguration instance, uint? leaseSeconds)
    {
        var desired = new List<OwnedAddress>();
        foreach (var address in AddressesOf(instance))
        {
            var (name, index) = PlaceOf(instance, address.Interface);
            if (index == 0) LeaveUndone(instance.Name, $"{address} cannot be added: there is no interface {name}");
            else desired.Add(new OwnedAddress(instance.Name, name, KernelAddress.Of(index, address) with
            {
                ValidSeconds = leaseSeconds ?? AddressInfo.Forever,
            }));
        }

        return desired;
    }

    private List<OwnedRoute> DesiredRoutes(InstanceConfiguration instance, uint? leaseSeconds)
    {
        var desired = new List<OwnedRoute>();
        var first = AddressesOf(instance).FirstOrDefault(own => own.Prefix.Family == AddressFamily.IPv4);
        foreach (var route in instance.VirtualRoutes)
        {
            var (name, index) = route.Type == RouteType.Unicast ? PlaceOf(instance, route.Interface) : ("", 0);
            if (index == 0 && name.Length > 0)
                LeaveUndone(instance.Name, $"{route} cannot be added: there is no interface {name}");
            else
            {
                var wanted = KernelRoute.Of(index, route).Leased(leaseSeconds, first?.Prefix.Address ?? default);
                desired.Add(new OwnedRoute(instance.Name, name, wanted));
            }
        }

        return desired;
    }

    private static IEnumerable<VirtualAddress> AddressesOf(InstanceConfiguration instance) =>
        instance.VirtualAddresses.Concat(instance.ExcludedAddresses);
}
