using HaVip.Configuration.Files;

namespace HaVip.PowerShell.Installation;

/// <summary>Gives a file of the user's its former owner and mode, unless somebody has changed them since.</summary>
internal sealed class AccessUndo(RecordedChange change) : InstallationUndo
{
    public override string? Before { get; } = AccessStep.StateOf(change.Target);

    public override string? After => change.Before;

    public override bool IsNeeded => Before is not null && Before == change.After && Before != After;

    public override void Apply()
    {
        var (mode, owner) = Access.Parse(After!);
        AccessStep.Apply(change.Target, mode, owner!.Value);
    }
}
