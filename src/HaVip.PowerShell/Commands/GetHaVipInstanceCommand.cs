using System.Management.Automation;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary><c>Get-HaVipInstance</c>: instances as nodes' configuration files have them.</summary>
[Cmdlet(VerbsCommon.Get, "HaVipInstance", DefaultParameterSetName = NodeSet)]
[OutputType(typeof(InstanceConfiguration))]
public sealed class GetHaVipInstanceCommand : NodeCmdlet
{
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InstanceNameCompleter))]
    public string[]? Name { get; set; }

    private protected override string[]? InstanceNames => Name;

    private protected override void Execute(IReadOnlyList<NodeTarget> targets)
    {
        foreach (var target in targets) Attempt(() => Write(target));
    }

    private void Write(NodeTarget target)
    {
        if (!target.Location.HasFiles) throw NodeFile.Unknown(target.Location);
        WriteVerbose($"Reading {target.Location.ConfigurationPath}.");
        var configuration = NodeFile.Require(target.Location);
        var chosen = InstanceSelection.Select(configuration.Instances, i => i.Name, target, Report);
        foreach (var instance in chosen)
            WriteObject(GetHaVipConfigurationCommand.Instance(target.Location, configuration, instance));
    }
}
