using System.Management.Automation;
using HaVip.Core.Configuration;
using HaVip.PowerShell.Completion;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// <c>Set-HaVipInstance</c>: changes settings of instances, in the file and in a running node, and nothing else.
/// </summary>
[Cmdlet(VerbsCommon.Set, "HaVipInstance", SupportsShouldProcess = true, DefaultParameterSetName = NodeCmdlet.InputSet)]
[OutputType(typeof(InstanceConfiguration))]
public sealed class SetHaVipInstanceCommand : InstanceSettingsCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InstanceNameCompleter))]
    public string[] Name { get; set; } = [];

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InterfaceCompleter))]
    public string? Interface { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [Alias("Vrid")]
    [ValidateRange((int)ConfigurationLimits.MinimumVirtualRouterId, (int)ConfigurationLimits.MaximumVirtualRouterId)]
    public int? VirtualRouterId { get; set; }

    [Parameter(ParameterSetName = SettingsSet, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateNotNullOrEmpty]
    public string[]? VirtualAddress { get; set; }

    [Parameter(ParameterSetName = SettingsSet)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    public SwitchParameter NoAuthentication { get; set; }

    [Parameter(ParameterSetName = SettingsSet)]
    [Parameter(ParameterSetName = NodeCmdlet.InputSet)]
    public SwitchParameter NoDetection { get; set; }

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateNotNull]
    public InstanceObject? InputObject { get; set; }

    private protected override string? GivenInterface => Interface;

    private protected override int? GivenVirtualRouterId => VirtualRouterId;

    private protected override string[]? GivenAddresses => VirtualAddress;

    private protected override bool RemovesAuthentication => NoAuthentication;

    private protected override bool RemovesDetection => NoDetection;

    private protected override void Process()
    {
        foreach (var name in InputObject is null ? Name : [InputObject.InstanceName])
            Attempt(() => Edit(InputObject).Change(name, current => Apply(Own(current))));
    }

    /// <summary>With the properties of the piped object that somebody changed.</summary>
    private Core.Configuration.InstanceConfiguration Own(Core.Configuration.InstanceConfiguration current)
    {
        if (InputObject is not InstanceConfiguration edited) return current;
        return edited.Name == edited.InstanceName ? edited.ApplyTo(current) : throw Renamed(edited);
    }

    private static HaVipException Renamed(InstanceConfiguration edited) => new(
        "InstanceRenamed",
        ErrorCategory.InvalidArgument,
        $"The instance '{edited.InstanceName}' cannot become '{edited.Name}': the name says which instance is meant.",
        "Make a new one with New-HaVipInstance and remove the old one with Remove-HaVipInstance.",
        edited);
}
