namespace HaVip.PowerShell.Installation;

/// <summary>Gives a kernel parameter its former value, unless somebody has changed it since.</summary>
internal sealed class SysctlUndo(RecordedChange change, string? networkNamespace) : InstallationUndo
{
    public override string? Before { get; } = Sysctl.Read(change.Target, networkNamespace);

    public override string? After => change.Before;

    public override bool IsNeeded => Before is not null && Before == change.After && Before != After;

    public override string? Reason =>
        Before is not null && Before != change.After ? "somebody else has changed it since" : null;

    public override void Apply() => Sysctl.Write(change.Target, After!, networkNamespace);
}
