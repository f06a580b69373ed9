using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux.Netlink;
using HaVip.Node.Interfaces;
using HaVip.Node.Kernel;
using HaVip.Node.Logging;

namespace HaVip.Node.Ownership;

/// <summary>
/// Makes the kernel's addresses and routes match what each instance shall own. It removes nothing it did not add, and
/// says in the journal what it is about to add before it does.
/// </summary>
internal sealed partial class AddressReconciler(
    IKernel kernel, InterfaceTable interfaces, OwnershipJournal journal, EventLog events)
{
    private readonly List<OwnedAddress> _addresses = [];
    private readonly List<OwnedRoute> _routes = [];
    private bool _journalFails;

    /// <summary>Keeps packets from what is owned for instances that do not accept them.</summary>
    public AddressFilter Filter { get; } = new(kernel, events);

    public IReadOnlyList<OwnedAddress> Addresses => _addresses;

    public IReadOnlyList<OwnedRoute> Routes => _routes;

    /// <summary>Goes on with what the program before this one owned in the same process, and changes nothing.</summary>
    public void Adopt(
        NodeConfiguration configuration,
        IReadOnlyList<OwnedAddress> addresses,
        IReadOnlyList<OwnedRoute> routes,
        IReadOnlyList<int> promoting)
    {
        _addresses.AddRange(addresses);
        _routes.AddRange(routes);
        _promoting.AddRange(promoting);
        Filter.Adopt(configuration, addresses);
    }

    /// <summary>The addresses owned for an instance.</summary>
    public IReadOnlyList<LinkAddress> LinksOf(string instance) =>
    [
        .. _addresses.Where(owned => owned.Instance == instance)
            .Select(owned => new LinkAddress(owned.Address.Prefix.Address, owned.Interface)),
    ];

    /// <summary>Owns exactly the addresses and routes of the configuration; harmless when repeated.</summary>
    /// <param name="instance">Whose.</param>
    /// <param name="leaseSeconds">How long the kernel keeps them without renewal; null for ever.</param>
    public void Acquire(InstanceConfiguration instance, uint? leaseSeconds = null)
    {
        var addresses = DesiredAddresses(instance, leaseSeconds);
        var routes = DesiredRoutes(instance, leaseSeconds);
        RemoveRoutes(_routes.FindAll(owned => owned.Instance == instance.Name && !routes.Exists(owned.CanBecome)));
        RemoveAddresses(
            _addresses.FindAll(owned => owned.Instance == instance.Name && !addresses.Exists(owned.CanBecome)));
        if (!Close(instance, addresses)) return;
        addresses.RemoveAll(IsOwned);
        routes.RemoveAll(IsOwned);
        if (!kernel.TagsAddresses) addresses = WithoutForeign(addresses, instance.AddressOwner);
        Record(addresses, routes);
        AddAddresses(addresses, instance.AddressOwner);
        AddRoutes(routes);
        _promotionIsDue = true;
        Record([], []);
    }

    /// <summary>Removes everything owned for the instance, routes first; harmless when repeated.</summary>
    public void Release(string instance)
    {
        RemoveRoutes(_routes.FindAll(owned => owned.Instance == instance));
        RemoveAddresses(_addresses.FindAll(owned => owned.Instance == instance));
        OpenIfGone(instance);
        PromoteWhereLeased();
        Record([], []);
    }

    /// <summary>The way out of a fault: whatever is owned goes.</summary>
    public void ReleaseAll()
    {
        RemoveRoutes([.. _routes]);
        RemoveAddresses([.. _addresses]);
        if (_addresses.Count == 0) Filter.Remove();
        PromoteWhereLeased();
        Record([], []);
    }

    private List<OwnedAddress> DesiredAddresses(InstanceConfiguration instance, uint? leaseSeconds)
    {
        var desired = new List<OwnedAddress>();
        foreach (var address in AddressesOf(instance))
        {
            var name = address.Interface ?? instance.Interface;
            var index = interfaces.StatusOf(name).Index;
            if (index == 0) Fault(instance.Name, $"{address} cannot be added: there is no interface {name}");
            else desired.Add(new OwnedAddress(instance.Name, name, new KernelAddress(index, address.Prefix)
            {
                Scope = address.Scope,
                Label = address.Label,
                ValidSeconds = leaseSeconds ?? AddressInfo.Forever,
            }));
        }

        return desired;
    }

    /// <summary>
    /// A leased IPv4 route prefers the first virtual address as its source, and the kernel takes it away with that; an
    /// IPv6 route, which the kernel leaves behind, has a lease of its own.
    /// </summary>
    private List<OwnedRoute> DesiredRoutes(InstanceConfiguration instance, uint? leaseSeconds)
    {
        var desired = new List<OwnedRoute>();
        foreach (var route in instance.VirtualRoutes)
        {
            var name = route.Interface ?? instance.Interface;
            var index = interfaces.StatusOf(name).Index;
            if (index == 0) Fault(instance.Name, $"{route} cannot be added: there is no interface {name}");
            else desired.Add(new OwnedRoute(instance.Name, name, Leased(KernelRoute.Of(index, route))));
        }

        return desired;

        KernelRoute Leased(KernelRoute route)
        {
            if (leaseSeconds is not { } seconds) return route;
            if (route.Destination.Family == AddressFamily.IPv6) return route with { ValidSeconds = seconds };
            var first = AddressesOf(instance).FirstOrDefault(own => own.Prefix.Family == AddressFamily.IPv4);
            return first is null ? route : route with { Source = first.Prefix.Address };
        }
    }

    private static IEnumerable<VirtualAddress> AddressesOf(InstanceConfiguration instance) =>
        instance.VirtualAddresses.Concat(instance.ExcludedAddresses);

    /// <summary>
    /// True where it is owned already; what a reload moved to another instance only changes its owner.
    /// </summary>
    private bool IsOwned(OwnedAddress desired)
    {
        var place = _addresses.FindIndex(owned => owned.Address.CanBecome(desired.Address));
        if (place >= 0) _addresses[place] = desired;
        return place >= 0;
    }

    private bool IsOwned(OwnedRoute desired)
    {
        var place = _routes.FindIndex(owned => owned.Route.CanBecome(desired.Route));
        if (place >= 0) _routes[place] = desired;
        return place >= 0;
    }

    /// <summary>
    /// Writes what is owned and what is about to be. Where that fails the addresses are taken all the same: a journal
    /// is worth less than an address that answers.
    /// </summary>
    private void Record(List<OwnedAddress> coming, List<OwnedRoute> comingRoutes)
    {
        try
        {
            journal.Write([.. _addresses, .. coming], [.. _routes, .. comingRoutes], _promoting);
            _journalFails = false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!_journalFails) Fault(null, $"the ownership journal cannot be written: {error.Message}");
            _journalFails = true;
        }
    }

    private void Fault(string? instance, string message) => events.Add(EventKind.KernelFault, instance, message);

    /// <summary>What is to be removed may have gone by itself: with its interface, or as another's secondary.</summary>
    private static bool IsGone(NetlinkResult result) =>
        result.Succeeded || result.WasAbsent;
}
