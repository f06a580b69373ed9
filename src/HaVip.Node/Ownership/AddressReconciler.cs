using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux.Netlink;
using HaVip.Node.Interfaces;
using HaVip.Node.Kernel;
using HaVip.Node.Logging;

namespace HaVip.Node.Ownership;

/// <summary>
/// Makes the kernel's addresses, routes and routing rules match what each instance shall own. It removes nothing it did not add, and
/// says in the journal what it is about to add before it does.
/// </summary>
internal sealed partial class AddressReconciler(
    IKernel kernel, InterfaceTable interfaces, OwnershipJournal journal, EventLog events)
{
    private readonly OwnedAddresses _addresses = new();
    private readonly List<OwnedRoute> _routes = [];
    private bool _journalFails;

    /// <summary>Keeps packets from what is owned for instances that do not accept them.</summary>
    public AddressFilter Filter { get; } = new(kernel, events);

    /// <summary>The interfaces of virtual MAC addresses.</summary>
    public VirtualLinks Links { get; } = new(kernel, interfaces, events);

    public IReadOnlyList<OwnedAddress> Addresses => _addresses;

    public IReadOnlyList<OwnedRoute> Routes => _routes;

    public IReadOnlyList<OwnedRule> Rules => _rules;

    /// <summary>Goes on with what the program before this one owned in the same process, and changes nothing.</summary>
    public void Adopt(
        NodeConfiguration configuration,
        IReadOnlyList<OwnedAddress> addresses,
        IReadOnlyList<OwnedRoute> routes,
        IReadOnlyList<OwnedRule> rules,
        IReadOnlyList<int> promoting)
    {
        _addresses.AddRange(addresses);
        _routes.AddRange(routes);
        _rules.AddRange(rules);
        _promoting.AddRange(promoting);
        Filter.Adopt(configuration, addresses);
    }

    /// <summary>The addresses owned for an instance.</summary>
    public IReadOnlyList<LinkAddress> LinksOf(string instance) =>
    [
        .. _addresses.Of(instance)
            .Select(owned => new LinkAddress(owned.Address.Prefix.Address, owned.Interface)),
    ];

    /// <summary>Owns exactly the addresses and routes of the configuration; harmless when repeated.</summary>
    /// <param name="instance">Whose.</param>
    /// <param name="leaseSeconds">How long the kernel keeps them without renewal; null for ever.</param>
    public void Acquire(InstanceConfiguration instance, uint? leaseSeconds = null) =>
        Acquire([new Grant(instance, leaseSeconds)]);

    /// <summary>The same of many instances, each named once, which the kernel is asked for together.</summary>
    public void Acquire(IReadOnlyList<Grant> grants)
    {
        var wanted = new Wanted();
        foreach (var grant in grants)
        {
            Begin(grant);
            if (HasLink(grant.Instance)) Want(grant, wanted);
        }

        RemoveRules(wanted.RulesThatGo);
        RemoveRoutes(wanted.RoutesThatGo);
        RemoveAddresses(wanted.AddressesThatGo);
        CloseWhereNeeded(wanted);
        wanted.Addresses.RemoveAll(IsOwned);
        PreferAnew();
        wanted.Routes.RemoveAll(IsOwned);
        wanted.Rules.RemoveAll(IsOwned);
        var addresses = kernel.TagsAddresses ? wanted.Addresses : WithoutForeign(wanted.Addresses);
        Record(addresses, wanted.Routes, wanted.Rules);
        AddAddresses(addresses);
        AddRoutes(wanted.Routes);
        AddRules(wanted.Rules);
        _promotionIsDue |= wanted.Instances.Count > 0;
        Record([], [], []);
    }

    /// <summary>Removes everything owned for the instance, rules and routes first; harmless when repeated.</summary>
    public void Release(string instance) => Release([instance]);

    /// <summary>The same of many instances, which the kernel is told together.</summary>
    public void Release(IReadOnlyCollection<string> instances)
    {
        var going = instances as HashSet<string> ?? [.. instances];
        foreach (var instance in going) End(instance);
        RemoveRules(_rules.FindAll(owned => going.Contains(owned.Instance)));
        RemoveRoutes(_routes.FindAll(owned => going.Contains(owned.Instance)));
        RemoveAddresses(_addresses.FindAll(owned => going.Contains(owned.Instance)));
        foreach (var instance in instances)
        {
            Links.Release(instance);
            OpenIfGone(instance);
        }

        PromoteWhereLeased();
        Record([], [], []);
    }

    /// <summary>The way out of a fault: whatever is owned goes.</summary>
    public void ReleaseAll()
    {
        _grants.Clear();
        RemoveRules([.. _rules]);
        RemoveRoutes([.. _routes]);
        RemoveAddresses([.. _addresses]);
        foreach (var link in Links.Links.ToArray()) Links.Release(link.Instance);
        if (_addresses.Count == 0) Filter.Remove();
        PromoteWhereLeased();
        Record([], [], []);
    }

    /// <summary>
    /// True where it is owned already; what a reload moved to another instance only changes its owner.
    /// </summary>
    private bool IsOwned(OwnedAddress desired)
    {
        var place = _addresses.FindIndex(owned => owned.Address.CanBecome(desired.Address));
        if (place < 0) return false;
        var before = _addresses[place];
        if (before.Address.PreferredSeconds == desired.Address.PreferredSeconds)
            _addresses[place] = desired with { PreferredUntil = before.PreferredUntil };
        else
        {
            _addresses[place] = Preferred(desired);
            _preferredAnew.Add(desired.Address);
        }

        return true;
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
    private void Record(List<OwnedAddress> coming, List<OwnedRoute> comingRoutes, List<OwnedRule> comingRules)
    {
        try
        {
            journal.Write(new JournalContent
            {
                Addresses = [.. _addresses, .. coming],
                Routes = [.. _routes, .. comingRoutes],
                Rules = [.. _rules, .. comingRules],
                Links = [.. Links.Links, .. _comingLinks],
                Settings = Links.Settings,
                Promoting = _promoting,
            });
            _journalFails = false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!_journalFails) Fault(null, $"the ownership journal cannot be written: {error.Message}");
            _journalFails = true;
        }
    }

    private void Fault(string? instance, string message)
    {
        if (_told.Add((instance, message)) || !_retrying) events.Add(EventKind.KernelFault, instance, message);
    }

    /// <summary>What is to be removed may have gone by itself: with its interface, or as another's secondary.</summary>
    private static bool IsGone(NetlinkResult result) =>
        result.Succeeded || result.WasAbsent;
}
