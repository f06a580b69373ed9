using System.Management.Automation;
using HaVip.Core.Election;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// <c>Wait-HaVipState</c>: returns when instances have the state asked for, fails when they don't in time.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "HaVipState", DefaultParameterSetName = NodeSet)]
[OutputType(typeof(InstanceState))]
public sealed class WaitHaVipStateCommand : WaitCmdlet
{
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(InstanceNameCompleter))]
    public string[]? Name { get; set; }

    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public VrrpState[]? State { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string[]? InstanceNames => Name;

    private protected override void Execute(IReadOnlyList<NodeTarget> targets)
    {
        var what = State is null ? "settled" : string.Join(" or ", State);
        foreach (var target in targets) WriteVerbose($"Waiting until {target.Describe()} are {what}, {Timeout.TotalSeconds:0.###} s at most.");
        var states = WaitFor(targets, State);
        if (PassThru) WriteObject(states, enumerateCollection: true);
    }
}
