using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Engine;

/// <summary>The health of the node, told to whoever tracks it.</summary>
public sealed partial class NodeEngine
{
    private readonly Dictionary<string, (Health Health, int? Number)> _checks = new(StringComparer.Ordinal);

    /// <summary>What a check has come to as far as was told; Pending where nothing was.</summary>
    public Health HealthOf(string check) => _checks.TryGetValue(check, out var known) ? known.Health : Health.Pending;

    /// <summary>Tells what a check has come to.</summary>
    /// <param name="name">The check's name; one that nothing tracks is no matter.</param>
    /// <param name="health">Pending where nothing is known any more.</param>
    /// <param name="number">What a file holds that is tracked by its number; null for other checks.</param>
    /// <param name="now">The time.</param>
    /// <param name="actions">Gets the work to do.</param>
    public void CheckSeen(string name, Health health, int? number, Instant now, ActionList actions)
    {
        _checks[name] = (health, number);
        foreach (var router in _routers)
        {
            router.Seen(TrackedKind.Check, name, health, number, now, actions);
            Settle(router, now, actions);
        }
    }

    /// <summary>A check that is configured no more may come back as another.</summary>
    private void ForgetChecks()
    {
        foreach (var name in _checks.Keys.ToArray())
        {
            if (Configuration.Checks.All(check => check.Name != name)) _checks.Remove(name);
        }
    }

    /// <summary>Has a router track what its configuration and its group's say, with what is known of it.</summary>
    private void Track(VirtualRouter router, Instant now, ActionList actions)
    {
        var group = Configuration.Groups.FirstOrDefault(g => g.Instances.Contains(router.Name));
        router.Track(group is null ? [router.Configuration.Track] : [router.Configuration.Track, group.Track], now, actions);
        foreach (var status in _interfaces) SeeInterface(router, status, now, actions);
        foreach (var item in router.Tracked)
        {
            if (item.Kind == TrackedKind.Check && _checks.TryGetValue(item.Name, out var known))
                router.Seen(TrackedKind.Check, item.Name, known.Health, known.Number, now, actions);
        }

        _deadlines.Update(router);
    }

    private void SeeInterface(VirtualRouter router, InterfaceStatus status, Instant now, ActionList actions)
    {
        var health = status.Exists && status.IsUp ? Health.Good : Health.Bad;
        router.Seen(TrackedKind.Interface, status.Name, health, null, now, actions);
        Settle(router, now, actions);
    }
}
