using HaVip.PowerShell.Installation;
using HaVip.PowerShell.Installation.Firewall;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Commands;

/// <summary>Carries a plan out, step by step as the user agrees, and remembers each for the way back.</summary>
internal sealed class InstallationRun(HaVipCmdlet cmdlet, NodeLocation node)
{
    private readonly List<InstallationChange> _changes = [];
    private readonly InstallationRecord _record = InstallationRecord.Read(node);

    public IReadOnlyList<InstallationChange> Changes => _changes;

    /// <summary>An earlier installation has opened the packet filter.</summary>
    public bool HasOpenedFirewall => _record.Changes.Any(change => FirewallPlan.IsMine(change, node));

    /// <summary>Remembers, for the way back, a change that was made by somebody else than a step.</summary>
    public void Remember(RecordedChange change) => _record.Add(change);

    /// <param name="steps">What has to be so.</param>
    /// <param name="keepsFirewall">What was done to the packet filter stays, as nothing is known of it now.</param>
    public void Apply(IReadOnlyList<InstallationStep> steps, bool keepsFirewall)
    {
        foreach (var step in steps) Apply(step);
        TakeBack(change => !IsSurplus(change, steps, keepsFirewall), "the configuration does not need it any more");
        ReloadUnits();
    }

    /// <summary>Takes the recorded changes back, the last first.</summary>
    public void TakeBack(Func<RecordedChange, bool> isKept)
    {
        TakeBack(isKept, null);
        ReloadUnits();
    }

    private bool IsSurplus(RecordedChange change, IReadOnlyList<InstallationStep> steps, bool keepsFirewall)
    {
        var isMine = change.Kind == StepKind.Sysctl || change.Target == node.Rooted(CredentialSteps.DropInPath)
            || (!keepsFirewall && FirewallPlan.IsMine(change, node));
        if (!isMine) return false;
        return !steps.Any(step => step.Kind == change.Kind && step.Target == change.Target);
    }

    private void TakeBack(Func<RecordedChange, bool> isKept, string? reason)
    {
        foreach (var change in _record.WayBack.Where(change => !isKept(change)).ToList()) TakeBack(change, reason);
    }

    private void Apply(InstallationStep step)
    {
        var (before, isNeeded) = (step.Before, step.IsNeeded);
        var recorded = _record.Find(step.Kind, step.Target);
        var isDrifted = step.IsDrifted(recorded);
        var action = isDrifted ? $"Repair what somebody else has changed: {step.Action}" : step.Action;
        var apply = isNeeded && cmdlet.ShouldProcess(step.Target, action);
        if (apply) Carry(step, action);
        else if (!isNeeded && recorded is null && !cmdlet.IsWhatIf) _record.Add(step.ToRecord());
        _changes.Add(new InstallationChange
        {
            Kind = step.Kind.ToString(),
            Target = step.Target,
            Before = before,
            After = step.After,
            Changed = apply,
            Drifted = isDrifted,
            Reason = step.Reason,
        });
    }

    private void Carry(InstallationStep step, string action)
    {
        cmdlet.WriteVerbose($"{step.Target}: {action}");
        var change = step.ToRecord() with { MadeFolders = step.MissingFolders() };
        var known = _record.Find(step.Kind, step.Target);
        _record.Add(change);
        try
        {
            step.Apply();
        }
        catch
        {
            _record.Replace(change, known);
            throw;
        }

        if (step.StateAfter() is { } made && made != change.After) _record.Add(change with { After = made });
    }

    private void TakeBack(RecordedChange recorded, string? reason)
    {
        var undo = InstallationUndo.Of(recorded, node);
        var (before, after) = (undo.Before, undo.After);
        var apply = undo.IsNeeded && cmdlet.ShouldProcess(recorded.Target, undo.Action);
        var why = undo.IsNeeded ? reason : undo.Reason;

        // What was declined, or only named, the record still has to serve.
        if (apply || (!undo.IsNeeded && !cmdlet.IsWhatIf))
        {
            // The record is in one of the folders, which must be empty to go.
            if (recorded.Kind == StepKind.Folder) _record.Remove(recorded);
            if (apply) Carry(recorded, undo);
            _record.Remove(recorded);
        }

        _changes.Add(new InstallationChange
        {
            Kind = recorded.Kind.ToString(),
            Target = recorded.Target,
            Before = before,
            After = apply || !undo.IsNeeded ? after : before,
            Changed = apply,
            Reason = why,
        });
    }

    private void Carry(RecordedChange recorded, InstallationUndo undo)
    {
        cmdlet.WriteVerbose($"{recorded.Target}: {undo.Action}");
        if (node.IsHost && SystemdUnit.IsInstalled && recorded.Target == SystemdUnit.UnitPath)
            SystemdUnit.Stop(cmdlet.Cancellation);
        undo.Apply();
        foreach (var folder in recorded.MadeFolders)
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }
    }

    private void ReloadUnits()
    {
        string[] unitFiles =
        [
            SystemdUnit.UnitPath, SystemdUnit.EnabledLink, FirewallPlan.DropInPath, CredentialSteps.DropInPath,
        ];
        var isTouched = _changes.Any(change => change.Changed && unitFiles.Contains(change.Target));
        if (node.IsHost && SystemdUnit.IsSystemdRunning && isTouched) SystemdUnit.Reload();
    }
}
