using System.Management.Automation;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Parameters;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// <c>Stop-HaVipInstance</c>: takes instances out gracefully (priority 0, so that a Backup takes over at once), and
/// ends the runner with the last one.
/// </summary>
[Cmdlet(VerbsLifecycle.Stop, "HaVipInstance", DefaultParameterSetName = NodeSet, SupportsShouldProcess = true)]
[OutputType(typeof(InstanceState))]
public sealed class StopHaVipInstanceCommand : SessionCmdlet
{
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InstanceNameCompleter))]
    public string[]? Name { get; set; }

    [Parameter]
    public SwitchParameter KeepRunner { get; set; }

    [Parameter]
    [Duration]
    [ValidateDuration("1ms", "1h")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string[]? InstanceNames => Name;

    private protected override void Execute(IReadOnlyList<NodeTarget> targets)
    {
        foreach (var target in targets) Attempt(() => Stop(target));
    }

    private protected override bool ShouldRun(NodeTarget target) => ShouldProcess(target.Describe(), "Stop");

    private void Stop(NodeTarget target)
    {
        var node = target.Location;
        var states = StateReader.Read(node, Cancellation);
        var isEmpty = states.Count == 0 && target.Names is null;
        if (isEmpty && !ShouldProcess($"the node runner of {node}, which has no instances", "Stop")) return;
        var chosen = InstanceSelection.SelectExact(states, target, Report).Where(ShouldStop).ToList();
        if (chosen.Count == 0 && !isEmpty) return;
        var exact = isEmpty ? target : target with { Names = [.. chosen.Select(state => state.Name)] };
        var after = new InstanceControl(this).Stop(exact, Timeout, KeepRunner);
        if (after is null) WriteVerbose($"No node runner of {node} is running, so nothing is to be stopped.");
        if (!PassThru) return;
        var names = chosen.Select(state => state.Name).ToHashSet();
        WriteObject((after ?? chosen).Where(state => names.Contains(state.Name)), enumerateCollection: true);
    }

    private bool ShouldStop(InstanceState state) => ShouldProcess($"{state.Name} on {state.Node} ({state.State})", "Stop");
}
