using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Linux;

namespace HaVip.Node.Commands;

/// <summary>Starts a runner that outlives this process, and waits until it answers.</summary>
internal static class DetachedRun
{
    /// <summary>A runner is up within a fraction of a second; a busy machine may need more.</summary>
    private static readonly Duration Patience = Duration.FromSeconds(60);

    public static ExitCode Start(CommandLine line, NodeConfiguration configuration)
    {
        var paths = line.Paths(configuration.Node.NetworkNamespace);
        paths.Create();
        NodePaths.CreatePrivate(Path.GetDirectoryName(paths.LogFile)!);

        // What belongs to the service manager of this shell is none of the runner's business.
        var environment = new Dictionary<string, string?>
        {
            ["JOURNAL_STREAM"] = null,
            ["NOTIFY_SOCKET"] = null,
            ["WATCHDOG_USEC"] = null,
            ["WATCHDOG_PID"] = null,
        };
        using var process = DetachedProcess.Start(
            DetachedProcess.OwnProgram, Arguments(line, paths), environment, paths.LogFile);
        var report = process.WaitForReadiness(Patience);
        if (report.IsReady) return ExitCode.Success;
        Console.Error.WriteLine(report.Kind == ReadinessKind.Failed
            ? $"havip-node: {report.Message}"
            : $"havip-node: process {process.ProcessId} {report.Message}; see {paths.LogFile}.");
        return report.Kind == ReadinessKind.TimedOut ? ExitCode.SystemError : (ExitCode)report.ExitCode;
    }

    private static List<string> Arguments(CommandLine line, NodePaths paths)
    {
        var arguments = new List<string>
        {
            "run",
            "--config", Path.GetFullPath(line.ConfigurationPath!),
            "--runtime-directory", paths.RuntimeDirectory,
            "--state-directory", paths.StateDirectory,
            "--log-file", paths.LogFile,
        };
        if (line.NetworkNamespace is not null) arguments.AddRange(["--network-namespace", line.NetworkNamespace]);
        if (line.NoStart) arguments.Add("--no-start");
        if (line.User is not null) arguments.AddRange(["--user", line.User]);
        return arguments;
    }
}
