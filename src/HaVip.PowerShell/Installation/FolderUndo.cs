using HaVip.Configuration.Files;

namespace HaVip.PowerShell.Installation;

/// <summary>
/// A folder that was made goes with the files the runner left in it, unless others are there as well; one that was there
/// before is for whom it was then.
/// </summary>
internal sealed class FolderUndo(RecordedChange change) : InstallationUndo
{
    /// <summary>What the runner and the installation keep.</summary>
    private static readonly string[] OwnFiles = ["owned.json", "holds.json", "install.json", "havip-node.lock"];

    public override string? Before => Directory.Exists(change.Target) ? "folder" : null;

    public override string? After => change.Before is null ? null : $"folder, {change.Before}";

    public override bool IsNeeded => Before is not null && (change.Before is null ? IsDisposable : IsChanged);

    public override string? Reason =>
        change.Before is null && Before is not null && !IsDisposable ? "others keep something in it" : null;

    private bool IsDisposable =>
        Directory.GetDirectories(change.Target).Length == 0
        && Directory.GetFiles(change.Target).All(file => OwnFiles.Contains(Path.GetFileName(file)));

    private bool IsChanged => change.Before != change.After && StateNow == change.After;

    private string? StateNow => FolderStep.StateOf(change.Target, keepsOwner: !change.Before!.Contains(' '));

    public override void Apply()
    {
        if (change.Before is null)
        {
            Directory.Delete(change.Target, recursive: true);
            return;
        }

        var (mode, owner) = Access.Parse(change.Before);
        if (owner is { } former) former.Apply(change.Target);
        File.SetUnixFileMode(change.Target, mode);
    }
}
