namespace HaVip.PowerShell.Installation.Firewall;

/// <summary>A rich rule, live and for the next boot.</summary>
internal sealed class FirewalldStep(FirewalldRule rule, string interfaceName) : InstallationStep
{
    public override StepKind Kind => StepKind.FirewalldRule;

    public override string Target => rule.Target;

    public override string? Before => State;

    public override string? State { get; } = rule.State;

    public override string After => FirewalldRule.Everywhere;

    public override bool IsNeeded => State != After;

    public override string Reason => $"{interfaceName} is in zone {rule.Zone}";

    public override string Action => Before is null ? "Add this rule" : $"Add this rule; now {Before} alone";

    public override RecordedChange ToRecord() => new(Kind, Target, State, After);

    public override void Apply() => rule.BringTo(After);
}
