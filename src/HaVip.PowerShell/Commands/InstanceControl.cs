using System.Management.Automation;
using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.PowerShell.Connection;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Commands;

/// <summary>Starts and stops instances of nodes, with their runners where that is needed.</summary>
internal sealed class InstanceControl(HaVipCmdlet cmdlet)
{
    private static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(20);

    /// <summary>Starts the runner where none answers, then the instances that are meant.</summary>
    public void Start(NodeTarget target)
    {
        var node = target.Location;
        using var running = ControlClient.TryConnect(node.ControlSocket, cmdlet.Cancellation);
        if (running is not null)
        {
            StartNamed(running, target);
            return;
        }

        CheckStartable(target);
        StartRunner(node);
        using var started = ControlClient.TryConnect(node.ControlSocket, cmdlet.Cancellation)
            ?? throw ControlErrors.NotRunning(node);
        StartNamed(started, target);
    }

    public void StartNamed(ControlClient client, NodeTarget target)
    {
        cmdlet.WriteVerbose($"Starting {target.Describe()}.");
        client.Send(
            new ControlRequest { Command = ControlCommand.Start, Instances = target.Names }, cmdlet.Cancellation);
    }

    /// <summary>Whether a runner could be started there at all, before anything is done.</summary>
    /// <exception cref="HaVipException">Why not.</exception>
    public static void CheckStartable(NodeTarget target)
    {
        var node = target.Location;
        if (!node.HasFiles) throw ControlErrors.NotRunning(node);
        if (node.IsImage) throw ImageCannotRun(node);
        if (node.NetworkNamespace is { } ns) NetworkNamespaceName.Require(ns);
        InstanceSelection.SelectExact(StateReader.Stopped(node), target, error => throw error);
    }

    /// <summary>Stops the instances; the runner ends with the last one unless it is to be kept.</summary>
    /// <returns>The states after it; null where no runner was there.</returns>
    /// <exception cref="HaVipException">RunnerStillRunning and those of the connection.</exception>
    public IReadOnlyList<InstanceState>? Stop(NodeTarget target, TimeSpan limit, bool keepRunner)
    {
        var node = target.Location;
        using var client = ControlClient.TryConnect(node.ControlSocket, cmdlet.Cancellation);
        if (client is null) return null;
        var request = new ControlRequest { Command = ControlCommand.GetState };
        var before = client.Send(request, cmdlet.Cancellation).Node;
        var processId = before?.ProcessId ?? 0;
        var isService = node.IsHost && SystemdUnit.Runs(processId);
        cmdlet.WriteVerbose($"Stopping {target.Describe()}.");
        request = new ControlRequest
        {
            Command = ControlCommand.Stop,
            Instances = target.Names,
            // systemd would start a runner again that ended by itself.
            KeepRunner = keepRunner || isService,
            TimeoutMicroseconds = UnixTime.ToMicroseconds(limit),
        };
        var response = cmdlet.Await(
            $"Stopping {node}", "waiting for another node to take over", limit, () => client.Send(request, cmdlet.Cancellation));
        var states = StateReader.States(node, response);
        // The answer tells of the instances that were named; the runner stays for any other that is not stopped.
        if (keepRunner || states.Any(state => state.State != VrrpState.Stopped) || RunsOther(before, target))
            return states;
        if (isService) SystemdUnit.Stop(cmdlet.Cancellation);
        WaitForEnd(node, processId, limit);
        return states;
    }

    private static bool RunsOther(NodeState? node, NodeTarget target) => target.Names is { } names &&
        node is not null &&
        node.Instances.Any(one => one.State != VrrpState.Stopped && !names.Contains(one.Name));

    private void StartRunner(NodeLocation node)
    {
        if (node.IsHost && SystemdUnit.IsInstalled)
        {
            cmdlet.WriteVerbose($"Starting {SystemdUnit.Name}.");
            Begin(node, () => SystemdUnit.Start(cmdlet.Cancellation));
            return;
        }

        cmdlet.WriteVerbose($"Starting the node runner of {node}, detached; its log is {node.LogFile}.");
        Begin(node, () => RunnerProcess.StartDetached(node, cmdlet.Cancellation));
    }

    private void Begin(NodeLocation node, Action start) =>
        cmdlet.Await($"Starting {node}", "waiting for the node runner", RunnerProcess.StartLimit, () =>
        {
            start();
            return true;
        });

    private void WaitForEnd(NodeLocation node, int processId, TimeSpan limit)
    {
        cmdlet.WriteVerbose($"Waiting for the node runner of {node} (process {processId}) to end.");
        using var report = new WaitReport(cmdlet, $"Stopping {node}", limit);
        while (RunnerProcess.IsRunning(processId))
        {
            if (report.Expired) throw StillRunning(node, processId);
            report.Show("the instances have stopped; waiting for the runner to end");
            cmdlet.Pause(Rhythm);
        }
    }

    private static HaVipException ImageCannotRun(NodeLocation node) => new(
        "ImageCannotRun",
        ErrorCategory.InvalidOperation,
        $"{node.RootPath} is an image; there is nothing to run in it here.",
        "Boot it, or name a network namespace beside -RootPath.",
        node.RootPath);

    private static HaVipException StillRunning(NodeLocation node, int processId) => new(
        "RunnerStillRunning",
        ErrorCategory.OperationTimeout,
        $"All instances of {node} have stopped, but its runner (process {processId}) has not ended.",
        $"Look at its log {node.LogFile}; a longer -Timeout may be enough.",
        processId);
}
