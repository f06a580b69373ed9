namespace HaVip.PowerShell.Installation.Firewall;

/// <summary>Leaves of a rich rule what was there before; without a firewalld that runs there is nothing to ask.</summary>
internal sealed class FirewalldUndo(RecordedChange change) : InstallationUndo
{
    private readonly FirewalldRule _rule = FirewalldRule.Parse(change.Target);

    public override string? Before { get; } =
        Firewalld.IsRunning ? FirewalldRule.Parse(change.Target).State : null;

    public override string? After => change.Before;

    public override bool IsNeeded => Before is not null && Before != After;

    public override void Apply() => _rule.BringTo(After);
}
