using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Engine;

public sealed partial class NodeEngine
{
    /// <summary>
    /// Applies the difference to a new, valid configuration. An instance whose settings are the same does not notice; one
    /// that became another virtual router (interface, id, version, family, owner) starts anew if it ran; new instances
    /// start. Releases come before acquisitions, so that an address can move between instances.
    /// </summary>
    public void Apply(NodeConfiguration configuration, Instant now, ActionList actions)
    {
        var old = _routers.ToArray();
        var kept = new Dictionary<string, VirtualRouter>(StringComparer.Ordinal);
        var start = new HashSet<string>(StringComparer.Ordinal);
        foreach (var router in old)
        {
            var next = configuration.Instances.FirstOrDefault(instance => instance.Name == router.Name);
            if (next is not null && !ConfigurationDiff.Compare(router.Configuration, next).NeedsRestart)
                kept.Add(router.Name, router);
            else if (Retire(router, next is null, now, actions)) start.Add(router.Name);
        }

        Configuration = configuration;
        _routers.Clear();
        foreach (var instance in configuration.Instances)
        {
            if (kept.TryGetValue(instance.Name, out var router)) Keep(router, instance, now, actions);
            else Create(instance, old, start, now, actions);
        }
    }

    private void Keep(VirtualRouter router, InstanceConfiguration instance, Instant now, ActionList actions)
    {
        _routers.Add(router);
        if (ConfigurationDiff.AreEqual(router.Configuration, instance)) return;
        router.Reconfigure(instance, now, actions);
        _deadlines.Update(router);
    }

    private void Create(
        InstanceConfiguration instance, VirtualRouter[] old, HashSet<string> start, Instant now, ActionList actions)
    {
        var router = Add(instance, now);
        var known = _interfaces.Find(status => status.Name == instance.Interface);
        if (known is not null) router.InterfaceChanged(known, now, actions);
        Register(router);
        router.FilterChanged(_hostFilters, now, actions);
        var isNew = !Array.Exists(old, other => other.Name == instance.Name);
        if (isNew || start.Contains(instance.Name)) router.Start(_created + Configuration.Node.StartupDelay, now, actions);
        _deadlines.Update(router);
    }

    /// <summary>Takes a router out; true where it ran.</summary>
    private bool Retire(VirtualRouter router, bool removed, Instant now, ActionList actions)
    {
        var ran = router.State != VrrpState.Stopped;
        var reason = removed ? TransitionReason.StoppedByCommand : TransitionReason.Reconfigured;
        router.StopNow(reason, now, actions);
        Unregister(router);
        _deadlines.Remove(router);
        return ran;
    }
}
