using System.Management.Automation;
using HaVip.PowerShell.Completion;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// <c>Remove-HaVipInstance</c>: takes instances out of a node's configuration; a running node hands them over first.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "HaVipInstance", SupportsShouldProcess = true, DefaultParameterSetName = NodeCmdlet.InputSet,
    ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(InstanceConfiguration))]
public sealed class RemoveHaVipInstanceCommand : InstanceEditCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InstanceNameCompleter))]
    public string[] Name { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateNotNull]
    public InstanceObject? InputObject { get; set; }

    private protected override void Process()
    {
        foreach (var name in InputObject is null ? Name : [InputObject.InstanceName])
            Attempt(() => Edit(InputObject).Remove(name));
    }

    private protected override IEnumerable<InstanceConfiguration> Results(InstanceEdit edit) => edit.Before.Instances
        .Where(instance => edit.Touched.Contains(instance.Name))
        .Select(instance => GetHaVipConfigurationCommand.Instance(edit.Node, edit.Before, instance));
}
