using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Kernel;

namespace HaVip.Node.Ownership;

/// <summary>Routing rules. The kernel has no end for them: what a dead runner left is swept.</summary>
internal sealed partial class AddressReconciler
{
    private readonly List<OwnedRule> _rules = [];

    private static List<OwnedRule> DesiredRules(InstanceConfiguration instance) =>
        [.. instance.VirtualRules.Select(rule => new OwnedRule(instance.Name, KernelRule.Of(rule, instance.Family)))];

    private bool IsOwned(OwnedRule desired)
    {
        var place = _rules.FindIndex(owned => owned.Rule == desired.Rule);
        if (place >= 0) _rules[place] = desired;
        return place >= 0;
    }

    private void AddRules(List<OwnedRule> missing)
    {
        if (missing.Count == 0) return;
        var results = new NetlinkResult[missing.Count];
        kernel.AddRules(missing.ConvertAll(owned => owned.Rule).ToArray(), results);
        for (var i = 0; i < missing.Count; i++)
        {
            var owned = missing[i];
            if (!results[i].Succeeded)
            {
                LeaveUndone(owned.Instance, CannotAdd(owned, results[i]));
                continue;
            }

            _rules.Add(owned);
            events.Add(EventKind.AddressesAcquired, owned.Instance, $"{owned} added");
        }
    }

    private void RemoveRules(List<OwnedRule> surplus)
    {
        if (surplus.Count == 0) return;
        var results = new NetlinkResult[surplus.Count];
        kernel.RemoveRules(surplus.ConvertAll(owned => owned.Rule).ToArray(), results);
        for (var i = 0; i < surplus.Count; i++)
        {
            var owned = surplus[i];
            if (!IsGone(results[i]) && results[i].ErrorNumber != Errno.ENOENT)
            {
                Fault(owned.Instance, $"{owned} cannot be removed: {Text(results[i])}");
                continue;
            }

            _rules.Remove(owned);
            events.Add(EventKind.AddressesReleased, owned.Instance, $"{owned} removed");
        }
    }

    private static string CannotAdd(OwnedRule owned, NetlinkResult result) => result.WasPresent
        ? $"{owned} cannot be added: the same rule is there already and was not added by HaVip; it stays"
        : $"{owned} cannot be added: {Text(result)}";
}
