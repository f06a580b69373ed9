namespace HaVip.PowerShell.Installation;

/// <summary>A symbolic link, such as the one that enables a unit.</summary>
internal sealed class LinkStep(string path, string destination) : InstallationStep
{
    public override StepKind Kind => StepKind.Link;

    public override string Target => path;

    public override string? Before => State;

    public override string? State { get; } = new FileInfo(path).LinkTarget;

    public override string After => $"link to {destination}";

    public override bool IsNeeded => State != destination;

    public override RecordedChange ToRecord() => new(Kind, path, State, destination);

    public override void Apply()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        File.CreateSymbolicLink(path, destination);
    }
}
