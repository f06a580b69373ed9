using System.Management.Automation;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary><c>Get-HaVipState</c>: the instances of one or several nodes as their runners see them now.</summary>
[Cmdlet(VerbsCommon.Get, "HaVipState", DefaultParameterSetName = NodeSet)]
[OutputType(typeof(InstanceState))]
public sealed class GetHaVipStateCommand : InstanceNodeCmdlet
{
    private protected override void Execute(IReadOnlyList<NodeTarget> targets)
    {
        foreach (var target in targets)
        {
            Attempt(() =>
            {
                WriteVerbose($"Asking {target.Location} for its states.");
                var states = StateReader.Read(target.Location, Cancellation);
                WriteObject(InstanceSelection.Select(states, target, Report), enumerateCollection: true);
            });
        }
    }
}
