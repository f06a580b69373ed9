using HaVip.Configuration.Files;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Linux;
using HaVip.Node.Logging;
using HaVip.Node.Loop;
using HaVip.Node.Succession;

namespace HaVip.Node.Commands;

internal static class RunCommand
{
    public static ExitCode Run(CommandLine line)
    {
        var isPrivileged = !line.Detach && PrivilegeDrop.IsDue(line);
        using var service = line.Detach || isPrivileged ? null : ServiceNotify.FromEnvironment();
        if (Inheritance.TryTake(line.ConfigurationPath!, out var inheritance, out var fault))
            return Run(line, inheritance.Configuration, inheritance, new LifeSigns(service, null));
        var result = ConfigurationReader.ReadNodeFile(
            line.ConfigurationPath!, user: line.User is { } name ? AccountFile.User(name) : null, requiresSecrets: true);
        if (result.Configuration is { } usable && isPrivileged)
        {
            // The program that goes on reads again, and has the line to who started it.
            var refused = PrivilegeDrop.Run(line, usable);
            return Fail(new LifeSigns(null, Readiness.FromEnvironment()), refused);
        }

        foreach (var finding in result.Diagnostics) Console.Error.WriteLine(finding);
        if (line.Detach && result.Configuration is not null) return DetachedRun.Start(line, result.Configuration);
        var lifeSigns = new LifeSigns(service, Readiness.FromEnvironment());
        return result.Configuration is null
            ? Fail(lifeSigns, StartFault.BadConfiguration(line.ConfigurationPath!))
            : Run(line with { NoStart = line.NoStart && fault is null }, result.Configuration, null, lifeSigns, fault);
    }

    private static ExitCode Run(
        CommandLine line,
        NodeConfiguration configuration,
        Inheritance? inheritance,
        LifeSigns lifeSigns,
        string? fault = null)
    {
        try
        {
            return StartFault.MissingCapability() is { } missing
                ? Fail(lifeSigns, missing)
                : RunAllowed(line, configuration, inheritance, lifeSigns, fault);
        }
        catch (Exception error)
        {
            return Fail(lifeSigns, StartFault.Explain(error));
        }
    }

    private static ExitCode RunAllowed(
        CommandLine line,
        NodeConfiguration configuration,
        Inheritance? inheritance,
        LifeSigns lifeSigns,
        string? fault)
    {
        var paths = line.Paths(configuration.Node.NetworkNamespace);
        paths.Create();
        var holder = 0;
        using var alone = inheritance is null
            ? LockFile.TryAcquire(paths.LockFile, out holder)
            : LockFile.Inherit(paths.LockFile, inheritance.Memory.Files.Lock);
        if (alone is null) return Fail(lifeSigns, StartFault.AlreadyRunning(paths, holder));
        var networkNamespace = line.NetworkNamespace ?? configuration.Node.NetworkNamespace;
        if (networkNamespace is not null && inheritance is null) NetworkNamespace.Enter(networkNamespace);
        using var log = new LogWriter(line.LogFile is null ? null : paths.LogFile);
        var events = new EventLog(log.Write, forJournal: line.LogFile is null && JournalStream.IsStandardError());
        if (inheritance is null) Tell(events, fault, Started(line, configuration, networkNamespace));
        using var runner = new NodeRunner(line, paths, networkNamespace, events, log, lifeSigns, alone, inheritance);
        return runner.Run(configuration);
    }

    /// <summary>
    /// A runner whose predecessor in this process could not leave it anything starts as ever, instances and all, and says so.
    /// </summary>
    private static void Tell(EventLog events, string? fault, string started)
    {
        if (fault is not null)
            events.Add(EventKind.ReplacementRefused, null, $"cannot go on for the runner before: {fault}; starting anew");
        events.Add(EventKind.RunnerStarted, null, started);
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
