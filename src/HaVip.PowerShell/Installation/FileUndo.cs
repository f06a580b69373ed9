using HaVip.Configuration.Files;

namespace HaVip.PowerShell.Installation;

/// <summary>Puts back the file, or the symbolic link, that was there before; removes one that is new.</summary>
internal sealed class FileUndo(RecordedChange change) : InstallationUndo
{
    private readonly FileFacts? _now = FileFacts.Of(change.Target);
    private readonly FileFacts? _then = change.FileBefore();

    public override string? Before => _now is null ? null : "file";

    public override string? After => _then switch
    {
        null => null,
        { Link: { } link } => $"link to {link}",
        _ => "file that was there before",
    };

    public override bool IsNeeded => _now?.State != _then?.State;

    public override void Apply()
    {
        switch (_then)
        {
            case null:
                File.Delete(change.Target);
                break;
            case { Link: { } link }:
                File.Delete(change.Target);
                File.CreateSymbolicLink(change.Target, link);
                break;
            default:
                ConfigurationFile.WriteAtomically(change.Target, _then.Content, _then.Mode, _then.Owner);
                break;
        }
    }
}
