using HaVip.PowerShell.Checks.Firewall;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Runners;
using Settings = HaVip.Core.Configuration;

namespace HaVip.PowerShell.Installation.Firewall;

/// <summary>
/// What lets advertisements through the packet filter of a node: nothing where no rule drops them, a rule in front of
/// each chain of nf_tables that does, a rich rule where firewalld rules.
/// </summary>
internal sealed class FirewallPlan
{
    /// <summary>Makes nftables.service load the rules behind its own, whenever it does.</summary>
    public const string DropInPath = "/etc/systemd/system/nftables.service.d/havip.conf";

    private readonly List<InstallationStep> _steps = [];
    private readonly List<string> _notes = [];

    private FirewallPlan()
    {
    }

    public IReadOnlyList<InstallationStep> Steps => _steps;

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Why nothing can be done; null where it can.</summary>
    public string? Problem { get; private set; }

    public static FirewallPlan Of(NodeLocation node, Settings.NodeConfiguration configuration)
    {
        var plan = new FirewallPlan();
        var packets = configuration.Instances.SelectMany(AdvertisementWays.Of).Distinct().ToList();
        if (node.IsImage) plan.Problem = "an image has no packet filter; open it when the machine has booted";
        else if (packets.Find(packet => !NftRule.CanName(packet.Interface)) is { } odd)
            plan.Problem = $"the name of the interface {odd.Interface} cannot be written in a rule";
        else plan.Fill(node, packets);
        return plan;
    }

    public static bool IsMine(RecordedChange change, NodeLocation node) =>
        change.Kind is StepKind.NftRule or StepKind.FirewalldRule || change.Target == node.Rooted(DropInPath);

    private void Fill(NodeLocation node, IReadOnlyList<FilteredPacket> packets)
    {
        var hasFirewalld = node.IsHost && Firewalld.IsRunning;
        if (hasFirewalld) _steps.AddRange(FirewalldSteps(packets));
        if (Nftables.Read(node.NetworkNamespace, out var problem) is { } ruleset)
            AddNftSteps(node, packets, ruleset, hasFirewalld);
        else if (!hasFirewalld)
            Problem = $"{problem}, and no firewalld runs; a filter of another kind has to let protocol 112 through by itself";
        if (Problem is null && _steps.Count == 0) _notes.Add("No rule of the packet filter drops protocol 112; it was left alone.");
    }

    private static IEnumerable<InstallationStep> FirewalldSteps(IReadOnlyList<FilteredPacket> packets)
    {
        // What goes out it lets go.
        var incoming = packets.Where(packet => packet.IsIncoming).ToList();
        var zones = incoming.Select(packet => packet.Interface).Distinct().ToDictionary(name => name, Firewalld.ZoneOf);
        return incoming
            .Select(packet => (Rule: FirewalldRule.For(zones[packet.Interface], packet), packet.Interface))
            .DistinctBy(one => one.Rule)
            .Select(one => new FirewalldStep(one.Rule, one.Interface));
    }

    private void AddNftSteps(
        NodeLocation node, IReadOnlyList<FilteredPacket> packets, Ruleset ruleset, bool hasFirewalld)
    {
        var theirs = ruleset.Without(NftRule.Mark);
        var rules = packets.SelectMany(packet => theirs.Obstacles(packet).Select(chain => new NftRule(chain, packet)))
            .Where(rule => !hasFirewalld || rule.Chain.Table != Firewalld.Table).ToList();
        if (rules.Count == 0) return;
        _steps.AddRange(rules.Select(rule => new NftRuleStep(rule, ruleset, node.NetworkNamespace)));
        if (node.NetworkNamespace is { } ns)
            _notes.Add($"The rules of the packet filter live as long as the network namespace {ns} and its ruleset.");
        else if (SystemdUnit.IsSystemdRunning)
            _steps.Add(DropIn(node, rules));
        else _notes.Add("systemd does not run here, so nothing inserts the rules of the packet filter again after a boot.");
    }

    /// <summary>One command for each rule: a chain that is not there at that time keeps no other from its rule.</summary>
    private static FileStep DropIn(NodeLocation node, IReadOnlyList<NftRule> rules)
    {
        var commands = rules.Select(rule => $"-nft '{rule.Insertion}'").ToList();
        var lines = new List<string>
        {
            "# Written by Install-HaVipNode -OpenFirewall; Uninstall-HaVipNode takes it away.",
            "[Service]",
        };
        lines.AddRange(commands.Select(command => $"ExecStartPost={command}"));
        lines.AddRange(commands.Select(command => $"ExecReload={command}"));
        return new FileStep(
            node.Rooted(DropInPath),
            FileStep.Text(string.Join('\n', lines) + "\n"),
            new Access(FileModes.Plain),
            "the same rules whenever nftables.service loads its own");
    }
}
