using System.Diagnostics;
using System.Management.Automation;
using HaVip.PowerShell.Connection;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Processes;
using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Commands;

/// <summary>The foreground: the runner is a child, its events are the output, and Ctrl+C stops it gracefully.</summary>
public sealed partial class StartHaVipInstanceCommand
{
    private static readonly TimeSpan EventPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(30);

    private void RunAttached(IReadOnlyList<NodeTarget> targets)
    {
        if (targets.Count != 1)
        {
            const string Advice = "Start one node with -Attached, the others without.";
            throw new HaVipException(
                "AttachedNeedsOneNode", ErrorCategory.InvalidArgument, "The foreground has room for one node.", Advice);
        }

        var target = targets[0];
        InstanceControl.CheckStartable(target);
        using (var running = ControlClient.TryConnect(target.Location.ControlSocket, Cancellation))
        {
            if (running is not null) throw AlreadyRunning(target.Location);
        }

        if (!ShouldProcess(target.Describe(), "Run in the foreground")) return;
        using var process = RunnerProcess.StartAttached(target.Location);
        var log = LineCollector.Collect(process.StandardError);
        _ = LineCollector.Collect(process.StandardOutput);
        try
        {
            Follow(target, process, log);
        }
        finally
        {
            EndGracefully(process);
        }
    }

    private void Follow(NodeTarget target, Process process, LineCollector log)
    {
        using var client = Connect(target.Location, process, log);
        new InstanceControl(this).StartNamed(client, target);
        var feed = new EventFeed(target.Location, client, Cancellation);
        try
        {
            while (!process.HasExited) WriteObject(feed.Next(EventPatience), enumerateCollection: true);
        }
        catch (HaVipException e) when (e.ErrorId == ControlErrors.ControlFailed && process.WaitForExit(GoodbyeLimit))
        {
            // Stopped from elsewhere while we waited for its next event; how it ended its exit code tells.
        }

        if (process.ExitCode != 0) throw RunnerProcess.Failed(target.Location, Result(process, log));
    }

    private ControlClient Connect(NodeLocation node, Process process, LineCollector log)
    {
        using var report = new WaitReport(this, "Starting the node runner", ReadyLimit);
        while (!process.HasExited && !report.Expired)
        {
            if (ControlClient.TryConnect(node.ControlSocket, Cancellation) is { } client) return client;
            report.Show("waiting for its control socket");
            Pause(TimeSpan.FromMilliseconds(50));
        }

        throw process.HasExited ? RunnerProcess.Failed(node, Result(process, log)) : ControlErrors.NotRunning(node);
    }

    /// <summary>The runner hands over on SIGTERM; it is ended hard only when it does not.</summary>
    private static void EndGracefully(Process process)
    {
        if (process.HasExited) return;
        ProcessSignal.SendTerminate(process.Id);
        if (!process.WaitForExit(GoodbyeLimit)) process.Kill();
    }

    private static CommandResult Result(Process process, LineCollector log) =>
        new(process.ExitCode, [], log.Lines(TimeSpan.FromSeconds(1)));

    private static HaVipException AlreadyRunning(NodeLocation node) => new(
        "RunnerAlreadyRunning",
        ErrorCategory.ResourceExists,
        $"A node runner of {node} runs already.",
        $"Stop it with Stop-HaVipInstance{node.Arguments}, or start instances without -Attached.",
        node.ControlSocket);
}
