using HaVip.PowerShell.Checks.Firewall;

namespace HaVip.PowerShell.Installation.Firewall;

/// <summary>A live rule in front of a chain, on the host or in a network namespace.</summary>
internal sealed class NftRuleStep : InstallationStep
{
    private const string WithoutEffect = "behind a rule that drops";

    private readonly NftRule _rule;
    private readonly Ruleset _ruleset;
    private readonly string? _networkNamespace;

    public NftRuleStep(NftRule rule, Ruleset ruleset, string? networkNamespace)
    {
        (_rule, _ruleset, _networkNamespace) = (rule, ruleset, networkNamespace);
        var isThere = ruleset.Handles(rule.Chain, rule.Comment).Count > 0;
        State = !isThere ? null : ruleset.Obstacles(rule.Packet).Contains(rule.Chain) ? WithoutEffect : rule.Comment;
    }

    public override StepKind Kind => StepKind.NftRule;

    public override string Target => _rule.Target;

    public override string? Before => State == _rule.Comment ? After : State;

    public override string? State { get; }

    public override string After => "in front of the chain";

    public override bool IsNeeded => State != _rule.Comment;

    public override string Reason => $"{_rule.Chain} drops advertisements {_rule.Packet}, or may";

    public override string Action => $"Insert this rule in front of the chain ({_rule.Comment})";

    public override RecordedChange ToRecord() => new(Kind, Target, null, _rule.Comment);

    public override void Apply() => Nftables.Change(
        _networkNamespace, [.. NftRule.Deletions(_ruleset, _rule.Chain, _rule.Comment), _rule.Insertion]);
}
