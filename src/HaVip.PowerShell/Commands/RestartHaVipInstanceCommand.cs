using System.Management.Automation;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// <c>Restart-HaVipInstance</c>: stops instances gracefully and starts them again; the runner too where all of its
/// instances are meant.
/// </summary>
[Cmdlet(VerbsLifecycle.Restart, "HaVipInstance", DefaultParameterSetName = NodeSet, SupportsShouldProcess = true)]
[OutputType(typeof(InstanceState))]
public sealed class RestartHaVipInstanceCommand : WaitCmdlet
{
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(InstanceNameCompleter))]
    public string[]? Name { get; set; }

    [Parameter]
    public SwitchParameter Wait { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string[]? InstanceNames => Name;

    private protected override void Execute(IReadOnlyList<NodeTarget> targets)
    {
        var restarted = new List<NodeTarget>();
        foreach (var target in targets) Attempt(() => restarted.AddRange(Restart(target)));
        if (restarted.Count == 0) return;
        if (Wait) WaitFor(restarted, null);
        if (PassThru) WriteStates(restarted);
    }

    private IEnumerable<NodeTarget> Restart(NodeTarget target)
    {
        var node = target.Location;
        var states = StateReader.Read(node, Cancellation);
        var chosen = InstanceSelection.SelectExact(states, target, Report).Where(ShouldRestart).ToList();
        if (chosen.Count == 0) return [];
        var exact = target with { Names = [.. chosen.Select(state => state.Name)] };
        var control = new InstanceControl(this);
        // A runner that has only these instances is replaced, so that a new binary is put to use. One of which only
        // a socket is known cannot be started again and has to stay.
        control.Stop(exact, Timeout, chosen.Count < states.Count || !node.HasFiles);
        control.Start(exact);
        return [exact];
    }

    private bool ShouldRestart(InstanceState state) =>
        ShouldProcess($"{state.Name} on {state.Node} ({state.State})", "Restart");
}
