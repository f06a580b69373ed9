using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using HaVip.Configuration.Yaml;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Control;
using HaVip.Node.Loop;

namespace HaVip.Node.Succession;

/// <summary>Gathers what the successor gets, and starts it in this process.</summary>
internal sealed class Bequest(NodeParts parts, RunnerFacts facts, Tenure tenure)
{
    /// <summary>What comes while the program changes waits for the new one.</summary>
    public static readonly PosixSignal[] HeldSignals =
        [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP, NodeLoop.ReopenLog];

    public string ConfigurationPath => facts.ConfigurationPath;

    /// <summary>The state as it is now.</summary>
    public byte[] Write(Instant now) =>
        JsonSerializer.SerializeToUtf8Bytes(Remember(now, []), RunnerMemoryJson.Default.RunnerMemory);

    /// <summary>Returns only by an exception; then nothing has changed but that log lines are written once more.</summary>
    public void Execute(string program, Instant now)
    {
        parts.Announcer.Flush();
        var unwritten = parts.Log.TakeUnwritten();
        try
        {
            var memory = Remember(now, unwritten);
            var content = JsonSerializer.SerializeToUtf8Bytes(memory, RunnerMemoryJson.Default.RunnerMemory);
            using var file = MemoryFile.Create("havip-state", content);
            var number = file.Descriptor.ToString(CultureInfo.InvariantCulture);
            var environment = new Dictionary<string, string> { [Inheritance.Variable] = number };
            foreach (var (name, value) in tenure.Service?.Environment() ?? environment) environment[name] = value;
            parts.Footing.Dispose();
            ProgramChange.Run(
                program, tenure.Arguments, environment, [.. Descriptors(memory), file.Descriptor], HeldSignals);
        }
        finally
        {
            foreach (var line in unwritten) parts.Log.Write(line);
            parts.Footing.Take();
        }
    }

    private RunnerMemory Remember(Instant now, IReadOnlyList<string> unwritten) => new()
    {
        Version = RunnerMemory.CurrentVersion,
        RunnerVersion = NodeVersion.Text,
        Stopped = now,
        StartedUnixMicroseconds = facts.StartedUnixMicroseconds,
        NetworkNamespace = facts.NetworkNamespace,
        Configuration = ConfigurationWriter.Write(parts.Engine.Configuration),
        Engine = parts.Engine.Remember(),
        Addresses = parts.Reconciler.Addresses,
        Routes = parts.Reconciler.Routes,
        Rules = parts.Reconciler.Rules,
        Links = parts.Reconciler.Links.Links,
        Settings = parts.Reconciler.Links.Settings,
        Promoting = parts.Reconciler.Promoting,
        Events = parts.Events.Ring.After(0, null),
        LastSequence = parts.Events.Ring.LastSequence,
        UnwrittenLog = unwritten,
        Notices = parts.Notices.Unfinished,
        EndsWithLastInstance = parts.Dispatcher.EndsWithLastInstance,
        Files = new FileMemory
        {
            Lock = tenure.Lock.Descriptor,
            Claim = tenure.Claim?.Descriptor,
            Listener = parts.Server.Listener,
            Filter = tenure.Kernel.FilterDescriptor,
            Sockets = parts.Sockets.Remember(),
        },
        Connections = parts.Server.Remember(),
    };

    private IEnumerable<int> Descriptors(RunnerMemory memory)
    {
        var files = memory.Files;
        int?[] single = [files.Lock, files.Claim, files.Listener, files.Filter, tenure.Service?.Descriptor];
        return single.OfType<int>()
            .Concat(files.Sockets.Select(socket => socket.Descriptor))
            .Concat(memory.Connections.Select(connection => connection.Descriptor));
    }
}
