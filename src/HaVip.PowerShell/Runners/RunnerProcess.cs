using System.Diagnostics;
using System.Management.Automation;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Processes;

namespace HaVip.PowerShell.Runners;

/// <summary>Starts the node runner of a location by itself, without systemd.</summary>
internal static class RunnerProcess
{
    public static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    /// <summary>Starts it in a session of its own; returns when its control socket answers.</summary>
    /// <exception cref="HaVipException">RunnerFailed with what the runner said.</exception>
    public static void StartDetached(NodeLocation node, CancellationToken stopping)
    {
        List<string> arguments = [.. Arguments(node), "--log-file", node.LogFile, "--no-start", "--detach"];
        var result = ExternalCommand.Run(RunnerBinary.Find(), arguments, null, StartLimit, stopping);
        if (result.ExitCode != 0) throw Failed(node, result);
    }

    /// <summary>Starts it as a child that logs to the pipes; for the foreground.</summary>
    public static Process StartAttached(NodeLocation node) =>
        ExternalCommand.Start(RunnerBinary.Find(), [.. Arguments(node), "--no-start"]);

    public static HaVipException Failed(NodeLocation node, CommandResult result) => new(
        "RunnerFailed",
        ErrorCategory.OpenError,
        $"The node runner of {node} did not start: {result.Complaint}",
        $"Its log may tell more: {node.LogFile}",
        node.ControlSocket);

    /// <summary>
    /// False for a zombie too: it has ended, and it is its parent's to bury. A first thread that is one while others
    /// still end has not.
    /// </summary>
    public static bool IsRunning(int processId)
    {
        const int State = 0;
        const int ThreadCount = 17;
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            // The command name is in parentheses and may contain any character, spaces and parentheses included.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[State] is not ("Z" or "X") || fields[ThreadCount] is not ("0" or "1");
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string[] Arguments(NodeLocation node)
    {
        string[] files =
        [
            "run",
            "--config", node.ConfigurationPath,
            "--runtime-directory", node.RuntimeDirectory,
            "--state-directory", node.StateDirectory,
        ];
        return node.NetworkNamespace is { } ns ? [.. files, "--network-namespace", ns] : files;
    }
}
