namespace HaVip.PowerShell.Installation;

/// <summary>A folder for root alone.</summary>
internal sealed class FolderStep(string path) : InstallationStep
{
    public override StepKind Kind => StepKind.Folder;

    public override string Target => path;

    public override string? Before { get; } = Directory.Exists(path) ? "folder" : null;

    public override string After => $"folder, mode {FileModes.Text(FileModes.PrivateFolder)}";

    public override bool IsNeeded => Before is null;

    public override RecordedChange ToRecord() => new(Kind, path, Before);

    public override void Apply() => Directory.CreateDirectory(path, FileModes.PrivateFolder);
}
