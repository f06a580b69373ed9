using System.Text.Json;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.PowerShell.Checks.Firewall;
using HaVip.PowerShell.Processes;
using static HaVip.PowerShell.Checks.Verdict;
using Settings = HaVip.Core.Configuration.InstanceConfiguration;

namespace HaVip.PowerShell.Checks;

/// <summary>What the rules of nf_tables, those iptables writes among them, do to advertisements.</summary>
internal static class FirewallChecks
{
    public static IEnumerable<Verdict> Rules(NodeSituation situation)
    {
        if (situation.Node.IsImage) return [Skipped("an image has no packet filter")];
        if (Read(situation.Node.NetworkNamespace, out var why) is not { } ruleset) return [Skipped(why)];
        return NodeChecks.PerInstance(situation, instance => Judge(ruleset, instance));
    }

    private static Verdict Judge(Ruleset ruleset, Settings instance)
    {
        const string Advice = "Let protocol 112 in and out on that interface, in front of it: nft insert rule ... ip protocol 112 accept.";
        Verdict? unclear = null;
        foreach (var isIncoming in new[] { true, false })
        {
            var isIPv6 = instance.Family == AddressFamily.IPv6;
            var group = instance.Unicast is null ? VrrpGroup.Of(instance.Family).ToString() : null;
            var (verdict, where) = ruleset.Judge(new FilteredPacket(instance.Interface, isIPv6, isIncoming, group));
            var way = isIncoming ? "come in" : "go out";
            if (verdict == FilterVerdict.Drops)
                return Failed($"{where} drops advertisements that {way} on {instance.Interface}", Advice);
            if (verdict == FilterVerdict.Unclear)
                unclear = Warning($"{where} may drop advertisements that {way} on {instance.Interface}", Advice);
        }

        return unclear ?? Passed($"no rule drops protocol 112 on {instance.Interface}");
    }

    private static Ruleset? Read(string? networkNamespace, out string why)
    {
        why = "";
        string[] nft = ["nft", "-j", "list", "ruleset"];
        try
        {
            var result = networkNamespace is null
                ? ExternalCommand.Run(nft[0], nft[1..])
                : ExternalCommand.Run("ip", ["netns", "exec", networkNamespace, .. nft]);
            if (result.ExitCode == 0) return Ruleset.Parse(string.Concat(result.Output));
            why = $"nft cannot read the rules: {result.Complaint}";
        }
        catch (HaVipException e)
        {
            why = e.ErrorId == "CommandNotFound" ? "there is no nft to read the rules with" : e.Message;
        }
        catch (JsonException e)
        {
            why = $"nft's rules are not understood: {e.Message}";
        }

        return null;
    }
}
