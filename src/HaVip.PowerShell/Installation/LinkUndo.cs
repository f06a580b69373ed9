namespace HaVip.PowerShell.Installation;

/// <summary>Takes a symbolic link back, unless it leads elsewhere by now.</summary>
internal sealed class LinkUndo(RecordedChange change) : InstallationUndo
{
    public override string? Before { get; } = new FileInfo(change.Target).LinkTarget;

    public override string? After => change.Before;

    public override bool IsNeeded => Before == change.After && Before != After;

    public override void Apply()
    {
        File.Delete(change.Target);
        if (After is not null) File.CreateSymbolicLink(change.Target, After);
    }
}
