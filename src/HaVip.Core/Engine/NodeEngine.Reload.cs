using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Engine;

public sealed partial class NodeEngine
{
    /// <summary>
    /// Applies the difference to a new, valid configuration. An instance whose settings are the same does not notice; one
    /// that became another virtual router (interface, id, version, family, owner) starts anew if it ran; new instances
    /// start. One that was removed hands over as at a graceful stop, unless another takes its place. Releases come before
    /// acquisitions, so that an address can move between instances.
    /// </summary>
    public void Apply(NodeConfiguration configuration, Instant now, ActionList actions)
    {
        Ungroup();
        var old = _routers.ToArray();
        var kept = new Dictionary<string, VirtualRouter>(StringComparer.Ordinal);
        var start = new HashSet<string>(StringComparer.Ordinal);
        foreach (var router in _leaving.FindAll(leaving => IsReplaced(leaving, configuration))) StopNow(router, now, actions);
        foreach (var router in old)
        {
            var next = configuration.Instances.FirstOrDefault(instance => instance.Name == router.Name);
            if (next is not null && !ConfigurationDiff.Compare(router.Configuration, next).NeedsRestart)
                kept.Add(router.Name, router);
            else if (next is null && !IsReplaced(router, configuration)) Leave(router, now, actions);
            else if (Retire(router, next is null, now, actions)) start.Add(router.Name);
        }

        Configuration = configuration;
        ForgetChecks();
        _routers.Clear();
        foreach (var instance in configuration.Instances)
        {
            if (kept.TryGetValue(instance.Name, out var router)) Keep(router, instance, now, actions);
            else Create(instance, old, start, now, actions);
        }

        RegisterAddresses();
        Regroup();
        JoinGroups(now, actions);
    }

    private void Keep(VirtualRouter router, InstanceConfiguration instance, Instant now, ActionList actions)
    {
        _routers.Add(router);
        if (!ConfigurationDiff.AreEqual(router.Configuration, instance)) Reconfigure(router, instance, now, actions);
        Track(router, now, actions);
        _deadlines.Update(router);
    }

    /// <summary>Where it is heard may change with it.</summary>
    private void Reconfigure(VirtualRouter router, InstanceConfiguration instance, Instant now, ActionList actions)
    {
        Unregister(router);
        router.Reconfigure(instance, now, actions);
        Register(router);
        foreach (var status in _interfaces) InterfaceChanged(router, status, now, actions);
    }

    private void Create(
        InstanceConfiguration instance, VirtualRouter[] old, HashSet<string> start, Instant now, ActionList actions)
    {
        var router = Add(instance, now);
        foreach (var status in _interfaces) InterfaceChanged(router, status, now, actions);
        router.FilterChanged(_hostFilters, now, actions);
        var before = Array.Find(old, other => other.Name == instance.Name);
        TakeOverHold(router, before, old, actions);
        if (before is not null) router.GoOnSigning(before);
        if (before is null || start.Contains(instance.Name)) router.Start(_created + Configuration.Node.StartupDelay, now, actions);
        _deadlines.Update(router);
    }

    /// <summary>Takes a router out; true where it ran.</summary>
    private bool Retire(VirtualRouter router, bool removed, Instant now, ActionList actions)
    {
        var ran = router.State != VrrpState.Stopped;
        var reason = removed ? TransitionReason.StoppedByCommand : TransitionReason.Reconfigured;
        router.StopNow(reason, now, actions);
        if (removed) router.ForgetHold(actions);
        Forget(router);
        return ran;
    }

    /// <summary>Takes a router out gracefully: it is forgotten when it has handed over.</summary>
    private void Leave(VirtualRouter router, Instant now, ActionList actions)
    {
        _leaving.Add(router);
        router.ForgetHold(actions);
        router.Stop(now, actions);
        Settle(router, now, actions);
    }

    /// <summary>Another instance is to be this virtual router, or has its name or one of its addresses.</summary>
    private static bool IsReplaced(VirtualRouter router, NodeConfiguration configuration)
    {
        var own = router.Configuration;
        var addresses = AddressesOf(own).ToHashSet();
        return configuration.Instances.Any(next => next.Name == own.Name
            || (next.Interface == own.Interface && next.Family == own.Family && next.VirtualRouterId == own.VirtualRouterId)
            || AddressesOf(next).Any(addresses.Contains));
    }

    private static IEnumerable<IpAddress> AddressesOf(InstanceConfiguration instance) =>
        instance.VirtualAddresses.Concat(instance.ExcludedAddresses).Select(address => address.Prefix.Address);

    /// <summary>An instance made anew keeps its hold, and one added to a suspended node is suspended too.</summary>
    private static void TakeOverHold(
        VirtualRouter router, VirtualRouter? before, VirtualRouter[] old, ActionList actions)
    {
        var nodeSuspended = old.Length > 0 && Array.TrueForAll(old, other => other.Suspended);
        if (before is not null) router.RestoreHold(before.Hold, before.HoldDeadline);
        else if (nodeSuspended) router.Suspend(drain: false, force: true, router.Since, actions);
    }
}
