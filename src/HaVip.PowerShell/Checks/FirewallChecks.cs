using HaVip.PowerShell.Checks.Firewall;
using static HaVip.PowerShell.Checks.Verdict;
using Settings = HaVip.Core.Configuration.InstanceConfiguration;

namespace HaVip.PowerShell.Checks;

/// <summary>What the rules of nf_tables, those iptables writes among them, do to advertisements.</summary>
internal static class FirewallChecks
{
    public static IEnumerable<Verdict> Rules(NodeSituation situation)
    {
        if (situation.Node.IsImage) return [Skipped("an image has no packet filter")];
        if (Nftables.Read(situation.Node.NetworkNamespace, out var why) is not { } ruleset) return [Skipped(why)];
        var advice = $"Run Install-HaVipNode -Repair -OpenFirewall{situation.Node.Arguments}.";
        return NodeChecks.PerInstance(situation, instance => Judge(ruleset, instance, advice));
    }

    private static Verdict Judge(Ruleset ruleset, Settings instance, string advice)
    {
        Verdict? unclear = null;
        foreach (var packet in AdvertisementWays.Of(instance))
        {
            var (verdict, where) = ruleset.Judge(packet);
            if (verdict == FilterVerdict.Drops) return Failed($"{where} drops advertisements {packet}", advice);
            if (verdict == FilterVerdict.Unclear) unclear ??= Warning($"{where} may drop advertisements {packet}", advice);
        }

        return unclear ?? Passed($"no rule drops protocol 112 on {string.Join(", ", Interfaces(instance))}");
    }

    private static IEnumerable<string> Interfaces(Settings instance) =>
        instance.Heartbeat.Select(path => path.Interface).Prepend(instance.Interface);
}
