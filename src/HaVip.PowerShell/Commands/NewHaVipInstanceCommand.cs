using System.Management.Automation;
using HaVip.Core.Configuration;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Parameters;

namespace HaVip.PowerShell.Commands;

/// <summary><c>New-HaVipInstance</c>: adds instances to a node's configuration, which a running node starts at once.</summary>
[Cmdlet(VerbsCommon.New, "HaVipInstance", SupportsShouldProcess = true)]
[OutputType(typeof(InstanceConfiguration))]
public sealed class NewHaVipInstanceCommand : InstanceSettingsCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InterfaceCompleter))]
    public string? Interface { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [Alias("Vrid")]
    [ValidateRange((int)ConfigurationLimits.MinimumVirtualRouterId, (int)ConfigurationLimits.MaximumVirtualRouterId)]
    public int? VirtualRouterId { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateNotNullOrEmpty]
    public string[]? VirtualAddress { get; set; }

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateNotNull]
    public InstanceConfiguration? InputObject { get; set; }

    private protected override string? GivenInterface => Interface;

    private protected override int? GivenVirtualRouterId => VirtualRouterId;

    private protected override string[]? GivenAddresses => VirtualAddress;

    private protected override void Process() => Attempt(() =>
    {
        var template = InputObject?.ToCore() ?? new Core.Configuration.InstanceConfiguration();
        var instance = Apply(template with { Name = Name ?? template.Name });
        var edit = Edit(InputObject);
        if (FamilyPair.Of(instance) is { } pair) Add(pair, edit);
        else edit.Add(instance);
    });

    private protected override bool IsConfirmed(InstanceChange change, InstanceEdit edit) => ShouldProcess(
        $"{change.Name} of {edit.Node} ({edit.Node.ConfigurationPath})",
        InstanceEdit.Describe(change) + (edit.NewGroupOf(change.Name) is { } group ? $"; in the group {group.Name}" : ""));

    private void Add(FamilyPair pair, InstanceEdit edit)
    {
        Tell(pair);
        edit.Add(pair.IPv4);
        edit.Add(pair.IPv6);
        edit.Add(pair.Group);
    }
}
