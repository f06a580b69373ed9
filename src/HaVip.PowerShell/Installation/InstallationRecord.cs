using System.Text.Json;
using HaVip.Configuration.Files;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Installation;

/// <summary>
/// What an installation changed, in its order, kept in the state directory for the way back. It may hold the former
/// configuration with its secrets and is for root alone.
/// </summary>
internal sealed class InstallationRecord
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly string _path;
    private readonly List<RecordedChange> _changes;

    private InstallationRecord(string path, List<RecordedChange> changes)
    {
        _path = path;
        _changes = changes;
    }

    public IReadOnlyList<RecordedChange> Changes => _changes;

    /// <summary>Empty where nothing was installed.</summary>
    public static InstallationRecord Read(NodeLocation node)
    {
        var path = node.InstallationRecord;
        var text = File.Exists(path) ? File.ReadAllText(path) : "[]";
        return new InstallationRecord(path, JsonSerializer.Deserialize<List<RecordedChange>>(text) ?? []);
    }

    /// <summary>
    /// Remembers a change at once. A second change of the same thing keeps what was there before the first.
    /// </summary>
    public void Add(RecordedChange change)
    {
        var known = _changes.FindIndex(c => c.Kind == change.Kind && c.Target == change.Target);
        if (known < 0) _changes.Add(change);
        else _changes[known] = _changes[known] with { After = change.After };
        Save();
    }

    public void Remove(RecordedChange change)
    {
        if (_changes.Remove(change)) Save();
    }

    private void Save()
    {
        if (_changes.Count == 0)
        {
            File.Delete(_path);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(_path)!, FileModes.PrivateFolder);
        ConfigurationFile.WriteAtomically(_path, JsonSerializer.SerializeToUtf8Bytes(_changes, Indented), FileModes.Secret);
    }
}
