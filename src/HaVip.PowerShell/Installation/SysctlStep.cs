namespace HaVip.PowerShell.Installation;

/// <summary>A kernel parameter as it is live, on the host or in a network namespace.</summary>
internal sealed class SysctlStep(SysctlNeed need, string? networkNamespace) : InstallationStep
{
    private readonly string? _all = need.OfAll is null ? null : Sysctl.Read(need.OfAll, networkNamespace);

    public override StepKind Kind => StepKind.Sysctl;

    public override string Target => need.Key;

    public override string? Before => State;

    public override string? State { get; } = Sysctl.Read(need.Key, networkNamespace);

    public override string After => need.Value;

    /// <summary>An interface that is not there yet gets its parameters from sysctl.d when it comes.</summary>
    public override bool IsNeeded => State is not null && !need.IsMet(State, _all);

    /// <summary>Something else does as well, and is not to be made stricter at the next boot.</summary>
    public bool IsMetOtherwise => State != need.Value && need.IsMet(State, _all);

    public override string Reason => need.Reason;

    public override string Action =>
        $"Change the live value{(networkNamespace is null ? "" : $" in {networkNamespace}")} from {Before} to {After}";

    public override RecordedChange ToRecord() => new(Kind, Target, State, IsNeeded ? need.Value : State);

    public override void Apply() => Sysctl.Write(need.Key, need.Value, networkNamespace);
}
