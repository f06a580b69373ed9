using System.Management.Automation;
using System.Text.Json;
using HaVip.Configuration.Files;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Installation;

/// <summary>
/// What an installation found and made of it, in its order, kept beside the configuration for the way back: whoever
/// writes it decides what an uninstallation does, so it is not where the runner writes. It may hold the former
/// configuration with its secrets and is for root alone.
/// </summary>
internal sealed class InstallationRecord
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly string _path;
    private readonly List<RecordedChange> _changes;
    private bool _madeFolder;

    private InstallationRecord(string path, List<RecordedChange> changes)
    {
        _path = path;
        _changes = changes;
    }

    public IReadOnlyList<RecordedChange> Changes => _changes;

    /// <summary>The changes in the order in which they are taken back: the folder of the record last.</summary>
    public IEnumerable<RecordedChange> WayBack
    {
        get
        {
            var folder = Path.GetDirectoryName(_path);
            return _changes.AsEnumerable().Reverse().OrderBy(change => change.Target == folder ? 1 : 0);
        }
    }

    /// <summary>Empty where nothing was installed.</summary>
    /// <exception cref="HaVipException">InstallationRecordUnusable.</exception>
    public static InstallationRecord Read(NodeLocation node)
    {
        var path = node.InstallationRecord;
        if (!File.Exists(path)) return new InstallationRecord(path, []);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read);
        if (FileTrust.Faults(file.SafeFileHandle, path).FirstOrDefault() is { } fault)
            throw Unusable(path, fault.Message, $"Run: {fault.Fix}");
        try
        {
            return new InstallationRecord(path, JsonSerializer.Deserialize<List<RecordedChange>>(file) ?? []);
        }
        catch (JsonException e)
        {
            throw Unusable(path, $"cannot be understood: {e.Message}", "Restore it, or remove it and undo by hand.");
        }
    }

    public RecordedChange? Find(StepKind kind, string target) =>
        _changes.Find(change => change.Kind == kind && change.Target == target);

    /// <summary>
    /// Remembers a change at once. A second change of the same thing keeps what was there before the first.
    /// </summary>
    public void Add(RecordedChange change)
    {
        var known = _changes.FindIndex(c => c.Kind == change.Kind && c.Target == change.Target);
        if (known >= 0 && _changes[known].After == change.After) return;
        if (known < 0) _changes.Add(change);
        else _changes[known] = _changes[known] with { After = change.After };
        Save();
    }

    public void Remove(RecordedChange change)
    {
        if (_changes.Remove(change)) Save();
    }

    /// <summary>Remembers what was known before a change that has failed; null is nothing.</summary>
    public void Replace(RecordedChange change, RecordedChange? known)
    {
        var index = _changes.FindIndex(c => c.Kind == change.Kind && c.Target == change.Target);
        if (known is null) _changes.RemoveAt(index);
        else _changes[index] = known;
        Save();
    }

    private void Save()
    {
        var folder = Path.GetDirectoryName(_path)!;
        if (_changes.Count == 0)
        {
            File.Delete(_path);
            if (_madeFolder && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
            return;
        }

        _madeFolder |= !Directory.Exists(folder);
        Directory.CreateDirectory(folder, FileModes.PrivateFolder);
        var content = JsonSerializer.SerializeToUtf8Bytes(_changes, Indented);
        ConfigurationFile.WriteAtomically(_path, content, FileModes.Secret, FileOwner.Self);
    }

    private static HaVipException Unusable(string path, string why, string advice) => new(
        "InstallationRecordUnusable",
        ErrorCategory.InvalidData,
        $"The record of the installation, {path}, {why}.",
        advice,
        path);
}
