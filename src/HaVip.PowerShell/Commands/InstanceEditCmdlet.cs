using System.Management.Automation;
using HaVip.Core.Configuration;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// A cmdlet that changes instances in configuration files. What comes through the pipeline is collected and put to use at
/// the end: one write and one reload per node.
/// </summary>
public abstract class InstanceEditCmdlet : HaVipCmdlet
{
    internal const string SettingsSet = "Settings";

    private readonly Dictionary<NodeLocation, InstanceEdit> _edits = [];

    internal InstanceEditCmdlet()
    {
    }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NetworkNamespaceCompleter))]
    public string? NetworkNamespace { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [AllowEmptyString]
    public string? RootPath { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Changes of an instance that are to be asked about, in words: <c>Change priority: 100 -> 150</c>.</summary>
    private protected virtual bool IsConfirmed(InstanceChange change, InstanceEdit edit) =>
        ShouldProcess($"{change.Name} of {edit.Node} ({edit.Node.ConfigurationPath})", InstanceEdit.Describe(change));

    /// <summary>The edit of the node that is named, or that the object came from.</summary>
    private protected InstanceEdit Edit(NodeObject? input)
    {
        var node = input is not null && NetworkNamespace is null && RootPath is null
            ? TargetReader.Location(input)
            : Locate(NetworkNamespace, RootPath);
        if (_edits.TryGetValue(node, out var known)) return known;
        var edit = InstanceEdit.Begin(node);
        _edits.Add(node, edit);
        return edit;
    }

    private protected sealed override void End()
    {
        foreach (var edit in _edits.Values) Attempt(() => Commit(edit));
    }

    private void Commit(InstanceEdit edit)
    {
        edit.Check();
        foreach (var change in edit.Changes.Where(change => !IsConfirmed(change, edit)).ToList()) edit.Decline(change);
        if (!IsWhatIf && edit.Changes.Count > 0) Write(edit);
        else if (!IsWhatIf) WriteVerbose($"There is nothing to change in {edit.Node.ConfigurationPath}.");
        if (PassThru && !IsWhatIf) WriteObject(Results(edit), enumerateCollection: true);
    }

    /// <summary>What <c>-PassThru</c> writes: the instances meant, as they are configured now.</summary>
    private protected virtual IEnumerable<InstanceConfiguration> Results(InstanceEdit edit) => edit.After.Instances
        .Where(instance => edit.Touched.Contains(instance.Name))
        .Select(instance => GetHaVipConfigurationCommand.Instance(edit.Node, edit.After, instance));

    private void Write(InstanceEdit edit)
    {
        edit.Check();
        foreach (var warning in edit.Prepare()) WriteWarning(warning);
        WriteVerbose($"Writing {edit.Node.ConfigurationPath}.");
        edit.Write();
        try
        {
            new LiveConfiguration(this).Reload(edit.Node);
        }
        catch (HaVipException e) when (e.ErrorId == Core.Control.ControlError.InvalidConfiguration)
        {
            WriteVerbose($"The node runner refuses it; {edit.Node.ConfigurationPath} is put back as it was.");
            edit.TakeBack();
            throw;
        }
    }
}
