using HaVip.Configuration.Files;

namespace HaVip.PowerShell.Installation;

/// <summary>A folder. Whom it belongs to may be somebody else's business: systemd's, for the state directory.</summary>
internal sealed class FolderStep(string path, Access access, bool keepsOwner = false) : InstallationStep
{
    public override StepKind Kind => StepKind.Folder;

    public override string Target => path;

    public override string? Before => State is null ? null : $"folder, {State}";

    public override string? State { get; } = StateOf(path, keepsOwner);

    public override string After => $"folder, {access}";

    public override bool IsNeeded => State != Wanted;

    private string Wanted => keepsOwner ? FileModes.Text(access.ModeNow) : access.State;

    public override RecordedChange ToRecord() => new(Kind, path, State, Wanted);

    public override void Apply()
    {
        if (!Directory.Exists(path)) Directory.CreateDirectory(path, FileModes.PrivateFolder);
        if (!keepsOwner) access.Owner.Apply(path);
        File.SetUnixFileMode(path, access.ModeNow);
    }

    public static string? StateOf(string path, bool keepsOwner)
    {
        if (!Directory.Exists(path)) return null;
        var mode = File.GetUnixFileMode(path);
        return keepsOwner ? FileModes.Text(mode) : Access.StateOf(mode, FileOwner.Of(path)!.Value);
    }
}
