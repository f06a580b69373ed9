using HaVip.Configuration.Files;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Linux;
using HaVip.Node.Logging;
using HaVip.Node.Loop;

namespace HaVip.Node.Commands;

internal static class RunCommand
{
    public static ExitCode Run(CommandLine line)
    {
        var result = ConfigurationReader.ReadNodeFile(
            line.ConfigurationPath!, user: line.User is { } name ? AccountFile.User(name) : null);
        if (result.Configuration is { } usable && !line.Detach && PrivilegeDrop.IsDue(line))
        {
            // The program that goes on reads again, and has the line to who started it.
            var fault = PrivilegeDrop.Run(line, usable);
            return Fail(new LifeSigns(null, Readiness.FromEnvironment()), fault);
        }

        foreach (var finding in result.Diagnostics) Console.Error.WriteLine(finding);
        if (line.Detach && result.Configuration is not null) return DetachedRun.Start(line, result.Configuration);
        var starter = Readiness.FromEnvironment();
        using var service = ServiceNotify.FromEnvironment();
        var lifeSigns = new LifeSigns(service, starter);
        if (result.Configuration is null)
            return Fail(lifeSigns, StartFault.BadConfiguration(line.ConfigurationPath!));
        try
        {
            return Run(line, result.Configuration, lifeSigns);
        }
        catch (Exception error)
        {
            return Fail(lifeSigns, StartFault.Explain(error));
        }
    }

    private static ExitCode Run(CommandLine line, NodeConfiguration configuration, LifeSigns lifeSigns)
    {
        if (StartFault.MissingCapability() is { } missing) return Fail(lifeSigns, missing);
        var paths = line.Paths(configuration.Node.NetworkNamespace);
        paths.Create();
        using var alone = LockFile.TryAcquire(paths.LockFile, out var holder);
        if (alone is null) return Fail(lifeSigns, StartFault.AlreadyRunning(paths, holder));
        var networkNamespace = line.NetworkNamespace ?? configuration.Node.NetworkNamespace;
        if (networkNamespace is not null) NetworkNamespace.Enter(networkNamespace);
        using var log = new LogWriter(line.LogFile is null ? null : paths.LogFile);
        var events = new EventLog(log.Write, forJournal: line.LogFile is null && JournalStream.IsStandardError());
        events.Add(EventKind.RunnerStarted, null, Started(line, configuration, networkNamespace));
        using var runner = new NodeRunner(line, paths, networkNamespace, events, log, lifeSigns);
        return runner.Run(configuration);
    }

    private static ExitCode Fail(LifeSigns lifeSigns, StartFault fault)
    {
        lifeSigns.Failed(fault.Code, fault.Message);
        return fault.Print();
    }

    private static string Started(CommandLine line, NodeConfiguration configuration, string? networkNamespace)
    {
        var where = networkNamespace is null ? "" : $" in network namespace {networkNamespace}";
        var count = configuration.Instances.Count;
        return $"havip-node {NodeVersion.Text} (process {Environment.ProcessId}) started{where} with "
            + $"{count} {(count == 1 ? "instance" : "instances")} from {line.ConfigurationPath}";
    }
}
