using HaVip.Core.Configuration;
using HaVip.Linux;
using HaVip.Linux.Netlink;

namespace HaVip.Node.Kernel;

internal sealed partial class LinuxKernel
{
    public void AddRules(ReadOnlySpan<KernelRule> rules, Span<NetlinkResult> results) =>
        Apply(NetlinkOperation.Add, rules, results);

    public void RemoveRules(ReadOnlySpan<KernelRule> rules, Span<NetlinkResult> results) =>
        Apply(NetlinkOperation.Remove, rules, results);

    public IReadOnlyList<KernelRule> ListRules() =>
        _netlink.DumpRules(HaVipMark.RouteProtocol).Select(Known).ToArray();

    /// <summary>A rule as the kernel told it.</summary>
    public static KernelRule Known(RuleSpec rule) => new(rule.Family, rule.Preference)
    {
        From = rule.From,
        To = rule.To,
        InputInterface = rule.InputInterface,
        OutputInterface = rule.OutputInterface,
        FirewallMark = rule.FirewallMark,
        Table = rule.Action == RuleAction.Lookup ? rule.Table : 0,
        Refusal = rule.Action == RuleAction.Lookup ? null : rule.Action,
    };

    private void Apply(NetlinkOperation operation, ReadOnlySpan<KernelRule> rules, Span<NetlinkResult> results)
    {
        var specs = new RuleSpec[rules.Length];
        for (var i = 0; i < rules.Length; i++) specs[i] = Wanted(rules[i]);
        try
        {
            _netlink.Apply(operation, specs, results);
        }
        catch (LinuxException error)
        {
            results.Fill(new NetlinkResult(error.ErrorNumber, error.Detail));
        }
    }

    private static RuleSpec Wanted(KernelRule rule) => new()
    {
        Family = rule.Family,
        Preference = rule.Preference,
        From = rule.From,
        To = rule.To,
        InputInterface = rule.InputInterface,
        OutputInterface = rule.OutputInterface,
        FirewallMark = rule.FirewallMark,
        Table = rule.Table,
        Action = rule.Refusal ?? RuleAction.Lookup,
    };
}
