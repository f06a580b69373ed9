using System.Management.Automation;
using HaVip.Core.Control;
using HaVip.PowerShell.Connection;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Parameters;

namespace HaVip.PowerShell.Commands;

/// <summary>A cmdlet that moves mastership of instances and writes how that went, one result per instance.</summary>
public abstract class HandoverCmdlet : SessionCmdlet
{
    internal HandoverCmdlet()
    {
    }

    [Parameter]
    [Duration]
    [ValidateDuration("1ms", "1h")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What would be done to an instance, in words.</summary>
    private protected abstract string Describe(InstanceState state);

    /// <summary>What is asked of the runner for these instances.</summary>
    private protected abstract ControlRequest Request(IReadOnlyList<string> names);

    /// <summary>What an instance named in the pipeline or by the user means: itself, or all of its node.</summary>
    private protected virtual NodeTarget Reach(NodeTarget target) => target;

    private protected override void Execute(IReadOnlyList<NodeTarget> targets)
    {
        foreach (var target in targets) Attempt(() => Move(Reach(target)));
    }

    private protected override void ExecuteRemote(IReadOnlyList<NodeTarget> targets)
    {
        var reached = targets.Select(Reach).ToList();
        var states = ReadStates(reached);
        var chosen = reached.Where(states.ContainsKey).Select(target => Chosen(target, states[target]));
        Fanout.Run(chosen.Where(target => target.Names!.Count > 0).Select(Command).ToList(), (_, result) => WriteResult((FailoverResult)result));
    }

    private protected virtual void WriteResult(FailoverResult result) => WriteObject(result);

    private NodeTarget Chosen(NodeTarget target, IReadOnlyList<InstanceState> states)
    {
        var chosen = InstanceSelection.SelectExact(states, target, Report).Where(ShouldMove);
        return target with { Names = [.. chosen.Select(state => state.Name)] };
    }

    private void Move(NodeTarget target)
    {
        using var client = ControlClient.TryConnect(target.Location.ControlSocket, Cancellation)
            ?? throw ControlErrors.NotRunning(target.Location);
        var states = StateReader.Read(target.Location, client, Cancellation);
        var chosen = InstanceSelection.SelectExact(states, target, Report).Where(ShouldMove).ToList();
        if (chosen.Count == 0) return;
        WriteVerbose($"Asking {target.Location} to move {string.Join(", ", chosen.Select(state => state.Name))}.");
        var request = Request([.. chosen.Select(state => state.Name)]);
        var response = Await(
            $"Mastership on {target.Location}", "waiting for the end of the transfer", Timeout, () => client.Send(request, Cancellation));
        foreach (var outcome in response.Outcomes ?? [])
            Write(target.Location, chosen.Find(state => state.Name == outcome.Instance), outcome, request);
    }

    private bool ShouldMove(InstanceState state) => ShouldProcess(
        $"{state.Name} on {state.Node}{Origin(state)} ({state.State}, {string.Join(", ", state.VirtualAddress)})", Describe(state));

    private static string Origin(InstanceState state) =>
        state.PSComputerName is { } computer && computer != state.Node ? $" at {computer}" : "";

    private void Write(NodeLocation location, InstanceState? before, FailoverOutcome outcome, ControlRequest request)
    {
        if (outcome.Error is { } error) Report(ControlErrors.From(error, request, before));
        else WriteResult(ResponseReader.Failover(location, before?.Node ?? "", outcome));
    }
}
