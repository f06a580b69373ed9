using HaVip.Configuration.Files;

namespace HaVip.PowerShell.Installation;

/// <summary>Opens a file or folder that the user made, such as a key, to the runner's group.</summary>
internal sealed class AccessStep(string path, Access access, string reason) : InstallationStep
{
    public override StepKind Kind => StepKind.Access;

    public override string Target => path;

    public override string? Before => State;

    public override string? State { get; } = StateOf(path);

    public override string After => access.ToString();

    public override bool IsNeeded => State is not null && State != Wanted;

    public override string Reason => reason;

    private string Wanted => access.State;

    public override RecordedChange ToRecord() => new(Kind, path, State, Wanted);

    public override void Apply() => Apply(path, access.ModeNow, access.Owner);

    /// <summary>Null where nothing is there, or a symbolic link is.</summary>
    public static string? StateOf(string path) =>
        FileOwner.Of(path) is { } owner && new FileInfo(path).LinkTarget is null
            ? Access.StateOf(File.GetUnixFileMode(path), owner)
            : null;

    public static void Apply(string path, UnixFileMode mode, FileOwner owner)
    {
        // First closed, then given away: in between nobody gains anything.
        File.SetUnixFileMode(path, mode & File.GetUnixFileMode(path));
        owner.Apply(path);
        File.SetUnixFileMode(path, mode);
    }
}
