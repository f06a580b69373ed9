using System.Management.Automation;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Remoting;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// <c>Start-HaVipInstance</c>: starts the node runner where it does not run, and the named instances, or all.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "HaVipInstance", DefaultParameterSetName = NodeSet, SupportsShouldProcess = true)]
[OutputType(typeof(InstanceState), typeof(NodeEvent))]
public sealed partial class StartHaVipInstanceCommand : WaitCmdlet
{
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InstanceNameCompleter))]
    public string[]? Name { get; set; }

    [Parameter]
    public SwitchParameter Wait { get; set; }

    [Parameter]
    public SwitchParameter Attached { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string[]? InstanceNames => Name;

    private protected override bool ShouldRun(NodeTarget target) => Attached
        ? throw RemoteErrors.Here("-Attached", "Start it without, and follow it with Watch-HaVipState -Session.")
        : ShouldProcess(target.Describe(), "Start");

    private protected override void Execute(IReadOnlyList<NodeTarget> targets)
    {
        if (Attached)
        {
            RunAttached(targets);
            return;
        }

        var started = new List<NodeTarget>();
        var control = new InstanceControl(this);
        foreach (var target in targets)
        {
            if (!ShouldProcess(target.Describe(), "Start")) continue;
            if (Attempt(() => control.Start(target))) started.Add(target);
        }

        if (started.Count == 0) return;
        if (Wait) WaitFor(started, null);
        if (PassThru) WriteStates(started);
    }
}
