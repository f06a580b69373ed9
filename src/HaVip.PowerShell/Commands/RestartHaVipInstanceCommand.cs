using System.Management.Automation;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// <c>Restart-HaVipInstance</c>: stops instances gracefully and starts them again; the runner too where all of its
/// instances are meant. Hitless, it puts a new runner in the place of the old one and no instance notices.
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
    public SwitchParameter Hitless { get; set; }

    [Parameter]
    public SwitchParameter Wait { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override string[]? InstanceNames => Name;

    private protected override void Execute(IReadOnlyList<NodeTarget> targets)
    {
        var restarted = new List<NodeTarget>();
        foreach (var target in targets) Attempt(() => restarted.AddRange(Hitless ? Replace(target) : Restart(target)));
        if (restarted.Count == 0) return;
        if (Wait) WaitFor(restarted, null);
        if (PassThru) WriteStates(restarted);
    }

    private protected override bool ShouldRun(NodeTarget target)
    {
        if (Hitless && Name is not null) throw NamesWholeNode();
        return ShouldProcess(target.Describe(), Hitless ? "Replace the runner, without a gap" : "Restart");
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

    /// <summary>A runner goes as a whole, whichever of its instances came down the pipeline.</summary>
    private IEnumerable<NodeTarget> Replace(NodeTarget target)
    {
        if (Name is not null) throw NamesWholeNode();
        return new RunnerReplacement(this, target.Location).Run(Timeout) ? [target] : [];
    }

    private static HaVipException NamesWholeNode() => new(
        "HitlessIsForTheRunner",
        ErrorCategory.InvalidArgument,
        "With -Hitless the runner of a node is replaced, with all of its instances.",
        "Leave -Name out, or restart the named instances without -Hitless.");

    private bool ShouldRestart(InstanceState state) =>
        ShouldProcess($"{state.Name} on {state.Node} ({state.State})", "Restart");
}
