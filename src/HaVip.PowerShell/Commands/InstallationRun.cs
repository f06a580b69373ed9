using System.Management.Automation;
using HaVip.PowerShell.Installation;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Commands;

/// <summary>Carries a plan out, step by step as the user agrees, and remembers each for the way back.</summary>
internal sealed class InstallationRun(HaVipCmdlet cmdlet, NodeLocation node)
{
    private readonly List<InstallationChange> _changes = [];
    private readonly InstallationRecord _record = InstallationRecord.Read(node);

    public IReadOnlyList<InstallationChange> Changes => _changes;

    public void Apply(IEnumerable<InstallationStep> steps)
    {
        foreach (var step in steps) Apply(step);
        if (node.IsHost && SystemdUnit.IsSystemdRunning && IsUnitTouched(_changes)) SystemdUnit.Reload();
    }

    /// <summary>Takes the recorded changes back, the last first.</summary>
    public void TakeBack(Func<RecordedChange, bool> isKept)
    {
        foreach (var change in _record.Changes.Reverse().Where(change => !isKept(change)).ToList()) TakeBack(change);
        if (node.IsHost && SystemdUnit.IsSystemdRunning && IsUnitTouched(_changes)) SystemdUnit.Reload();
    }

    private void Apply(InstallationStep step)
    {
        var (before, after) = (step.Before, step.After);
        var apply = step.IsNeeded && cmdlet.ShouldProcess(step.Target, step.Action);
        if (apply)
        {
            cmdlet.WriteVerbose($"{step.Target}: {step.Action}");
            _record.Add(step.ToRecord() with { MadeFolders = step.MissingFolders() });
            step.Apply();
        }

        _changes.Add(Change(step.Kind, step.Target, before, after, apply));
    }

    private void TakeBack(RecordedChange recorded)
    {
        var undo = InstallationUndo.Of(recorded, node.NetworkNamespace);
        var (before, after) = (undo.Before, undo.After);
        var apply = undo.IsNeeded && cmdlet.ShouldProcess(recorded.Target, undo.Action);
        // What was declined, or only named, the record still has to serve.
        if (apply || (!undo.IsNeeded && !cmdlet.IsWhatIf))
        {
            // The record is in one of the folders, which must be empty to go.
            if (recorded.Kind == StepKind.Folder) _record.Remove(recorded);
            if (apply) TakeBack(recorded, undo);
            _record.Remove(recorded);
        }

        _changes.Add(Change(recorded.Kind, recorded.Target, before, after, apply));
    }

    private void TakeBack(RecordedChange recorded, InstallationUndo undo)
    {
        cmdlet.WriteVerbose($"{recorded.Target}: {undo.Action}");
        undo.Apply();
        foreach (var folder in recorded.MadeFolders)
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }
    }

    private static InstallationChange Change(StepKind kind, string target, string? before, string? after, bool changed) =>
        new() { Kind = kind.ToString(), Target = target, Before = before, After = after, Changed = changed };

    private static bool IsUnitTouched(IEnumerable<InstallationChange> changes) =>
        changes.Any(change => change.Changed && change.Target is SystemdUnit.UnitPath or SystemdUnit.EnabledLink);
}
