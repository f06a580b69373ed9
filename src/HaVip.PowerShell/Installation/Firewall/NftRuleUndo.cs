using System.Management.Automation;
using HaVip.PowerShell.Checks.Firewall;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Installation.Firewall;

/// <summary>Removes a rule by its comment; a chain that is gone has taken it along.</summary>
internal sealed class NftRuleUndo : InstallationUndo
{
    private readonly IReadOnlyList<string> _deletions;
    private readonly string? _networkNamespace;

    public NftRuleUndo(RecordedChange change, string? networkNamespace)
    {
        _networkNamespace = networkNamespace;
        if (networkNamespace is not null && !NetworkNamespaceName.Exists(networkNamespace)) _deletions = [];
        else if (Nftables.Read(networkNamespace, out var problem) is { } ruleset)
            _deletions = [.. NftRule.Deletions(ruleset, NftRule.ChainOf(change.Target), change.After!)];
        else throw Unreadable(change, problem);
    }

    public override string? Before => IsNeeded ? "rule" : null;

    public override string? After => null;

    public override bool IsNeeded => _deletions.Count > 0;

    public override void Apply() => Nftables.Change(_networkNamespace, _deletions);

    private static HaVipException Unreadable(RecordedChange change, string problem) => new(
        "FirewallUnreadable",
        ErrorCategory.ResourceUnavailable,
        $"The rule '{change.Target}' cannot be taken back: {problem}.",
        "Install nftables, or put right what keeps it from answering, and try again.",
        change.Target);
}
