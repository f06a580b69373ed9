using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Kernel;

namespace HaVip.Node.Ownership;

internal sealed partial class AddressReconciler
{
    private readonly List<OwnedAddress> _lost = [];
    private readonly HashSet<OwnedAddress> _taken = [];
    private readonly HashSet<OwnedRoute> _takenRoutes = [];
    private readonly List<string> _putBack = [];

    /// <summary>
    /// Instances of whose addresses, routes or rules somebody else removed some, which are there again; whoever announces
    /// the addresses takes the names from here.
    /// </summary>
    public List<string> PutBack => _putBack;

    /// <summary>
    /// Takes in that an address has gone from the kernel: true where it should be there, and then it is not renewed but
    /// left to <see cref="Repair"/>.
    /// </summary>
    /// <param name="interfaceIndex">Where it was.</param>
    /// <param name="prefix">Which it was.</param>
    /// <param name="expired">The kernel took it at the end of its lease, and nobody else has anything to do with it.</param>
    public bool NoteLost(int interfaceIndex, IpPrefix prefix, bool expired)
    {
        var place = _addresses.FindIndex(owned => owned.IsAt(new KernelAddress(interfaceIndex, prefix)));
        if (place < 0) return false;
        var lost = _addresses[place];
        if (!IsLost(lost)) _lost.Add(lost);
        if (!expired) _taken.Add(lost);
        return true;
    }

    /// <summary>Takes in that a route has gone from the kernel: true where it should be there.</summary>
    public bool NoteLost(RouteInfo route)
    {
        var place = _routes.FindIndex(owned => IsSame(owned.Route, route));
        if (place >= 0) _takenRoutes.Add(_routes[place]);
        return place >= 0;
    }

    /// <summary>Takes in that a routing rule has gone from the kernel: true where it should be there.</summary>
    public bool NoteLost(RuleSpec rule) => _rules.Exists(owned => owned.Rule == LinuxKernel.Known(rule));

    /// <summary>Whether anything is owned on an interface.</summary>
    public bool OwnsOn(string name) =>
        _addresses.Exists(owned => owned.Interface == name) || _routes.Exists(owned => owned.Interface == name);

    /// <summary>Adds again what is owned and was removed by somebody else, or went with its interface.</summary>
    public void Repair()
    {
        FollowInterfaces();
        RestoreLinks();
        Filter.CloseAgain(_addresses);
        Record([], [], []);
        try
        {
            var present = kernel.ListAddresses();
            AddAgain(_addresses.FindAll(owned => (IsLost(owned) || !present.Any(owned.IsAt)) && MayReturn(owned)));
            AddRoutesAgain();
            AddRulesAgain();
            FinishUndone();
        }
        catch (LinuxException error)
        {
            Fault(null, $"addresses and routes cannot be checked: {error.Message}");
        }

        // What could not be put back now is by the next renewal.
        _lost.Clear();
        _taken.Clear();
        _takenRoutes.Clear();
    }

    /// <summary>An interface that is not up has no routes; it is heard of when it comes up.</summary>
    private void AddRoutesAgain()
    {
        if (_routes.Count == 0) return;
        var routes = kernel.ListRoutes();
        AddAgain(_routes.FindAll(owned => !routes.Any(owned.Route.IsAt)
            && (owned.Interface.Length == 0 || interfaces.StatusOf(owned.Interface).IsUp || Links.Find(owned.Instance) is not null)));
    }

    private void AddRulesAgain()
    {
        if (_rules.Count == 0) return;
        var rules = kernel.ListRules();
        var lost = _rules.FindAll(owned => !rules.Contains(owned.Rule));
        if (lost.Count == 0) return;
        var results = new NetlinkResult[lost.Count];
        kernel.AddRules(lost.ConvertAll(owned => owned.Rule).ToArray(), results);
        foreach (var (owned, result) in lost.Zip(results))
        {
            if (result.Succeeded) TellPutBack(owned.Instance, $"{owned} was removed");
            else Fault(owned.Instance, CannotAdd(owned, result));
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
            if (result.WasPresent) continue;
            if (!result.Succeeded) Fault(owned.Instance, CannotAdd(owned, result));
            else if (_taken.Contains(owned)) TellPutBack(owned.Instance, $"{owned} was removed from {owned.Interface}");
            else TellAgain(owned.Instance, owned.ToString(), $" from {owned.Interface}");
        }
    }

    private bool IsLost(OwnedAddress owned)
    {
        foreach (var lost in _lost)
        {
            if (lost.Instance == owned.Instance && lost.IsAt(owned.Address)) return true;
        }

        return false;
    }

    private void TellPutBack(string instance, string what)
    {
        if (!_putBack.Contains(instance)) _putBack.Add(instance);
        events.Add(EventKind.AddressesPutBack, instance, $"{what} by somebody else and was put back");
    }

    private void AddAgain(List<OwnedRoute> lost)
    {
        if (lost.Count == 0) return;
        var results = new NetlinkResult[lost.Count];
        kernel.AddRoutes(lost.ConvertAll(owned => owned.Route).ToArray(), results);
        for (var i = 0; i < lost.Count; i++)
        {
            var (owned, result) = (lost[i], results[i]);
            if (!result.Succeeded) Fault(owned.Instance, CannotAdd(owned, result));
            else if (IsTaken(owned)) TellPutBack(owned.Instance, $"{owned} was removed{owned.PlaceLeft}");
            else TellAgain(owned.Instance, owned.ToString(), owned.PlaceLeft);
        }
    }

    /// <summary>A route that went with an address was not removed by anybody.</summary>
    private bool IsTaken(OwnedRoute owned) =>
        _takenRoutes.Contains(owned) && !_lost.Exists(lost => lost.Instance == owned.Instance);

    private static bool IsSame(KernelRoute owned, RouteInfo gone) =>
        owned.Destination == gone.Destination && owned.Metric == gone.Metric
        && (owned.Table == 0 ? RouteSpec.MainTable : owned.Table) == gone.Table
        && (owned.Refusal is { } type ? type == gone.Type : owned.InterfaceIndex == gone.InterfaceIndex);

    private void TellAgain(string instance, string what, string where) =>
        events.Add(EventKind.AddressesAcquired, instance, $"{what} had gone{where} and was added again");
}
