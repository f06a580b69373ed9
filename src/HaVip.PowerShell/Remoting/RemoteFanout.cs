using System.Collections.Concurrent;
using System.Management.Automation;
using System.Text.Json;
using HaVip.PowerShell.Commands;

namespace HaVip.PowerShell.Remoting;

/// <summary>
/// Runs commands on several nodes at once, those of one node in their order, and hands what they write to the cmdlet's own
/// thread as it comes. A node that fails is reported and does not end the others.
/// </summary>
internal sealed class RemoteFanout(HaVipCmdlet cmdlet, int throttleLimit)
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    /// <summary>Objects of the module, typed, each with the node it came from; those of a command together at its end.</summary>
    public void Run(IEnumerable<RemoteCommand> commands, Action<RemoteCommand, NodeObject> write)
    {
        var found = new Dictionary<RemoteCommand, List<NodeObject>>();
        RunRaw(commands, (command, output) => Read(command, output, Keep), Flush);

        void Keep(RemoteCommand command, NodeObject item)
        {
            if (!found.TryGetValue(command, out var kept)) found[command] = kept = [];
            kept.Add(item);
        }

        void Flush(RemoteCommand command)
        {
            if (found.Remove(command, out var kept)) kept.ForEach(item => write(command, item));
        }
    }

    /// <summary>The same as they come, for commands that go on and on.</summary>
    public void Stream(IEnumerable<RemoteCommand> commands, Action<RemoteCommand, NodeObject> write) =>
        RunRaw(commands, (command, output) => Read(command, output, write));

    private void Read(RemoteCommand command, PSObject output, Action<RemoteCommand, NodeObject> write)
    {
        try
        {
            if (output.BaseObject is not string text) throw new JsonException($"It is of type {output.TypeNames[0]}.");
            if (ObjectText.Read(text) is NodeObject found) write(command, found.From(command.Node));
        }
        catch (JsonException e)
        {
            cmdlet.Report(RemoteErrors.Unreadable(command.Node, e));
        }
    }

    /// <summary>All objects once every node has answered.</summary>
    public IReadOnlyList<T> Collect<T>(IEnumerable<RemoteCommand> commands)
        where T : NodeObject
    {
        var found = new List<T>();
        Run(commands, (_, item) => found.Add((T)item));
        return found;
    }

    /// <summary>What scripts write, as it comes.</summary>
    /// <returns>The commands that wrote an error, or could not be run.</returns>
    public IReadOnlySet<RemoteCommand> RunRaw(
        IEnumerable<RemoteCommand> commands, Action<RemoteCommand, PSObject> write, Action<RemoteCommand>? ended = null)
    {
        var nodes = new ConcurrentQueue<IGrouping<RemoteNode, RemoteCommand>>(commands.GroupBy(command => command.Node));
        var failed = new HashSet<RemoteCommand>(ReferenceEqualityComparer.Instance);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cmdlet.Cancellation);
        // Not disposed: a command that does not stop may still speak.
        var sink = new BlockingCollection<RemoteItem>();
        var workers = Enumerable.Range(0, Math.Min(throttleLimit, nodes.Count)).Select(_ => Start(nodes, sink, stopping.Token));
        var all = Task.WhenAll(workers).ContinueWith(_ => sink.CompleteAdding(), TaskScheduler.Default);
        try
        {
            foreach (var item in sink.GetConsumingEnumerable(cmdlet.Cancellation))
            {
                Handle(item, write);
                if (item.Error is not null) failed.Add(item.Command);
                if (item.Ended) ended?.Invoke(item.Command);
            }
        }
        finally
        {
            stopping.Cancel();
            all.Wait(StopLimit);
        }

        return failed;
    }

    /// <summary>A thread of its own, as it waits all the time: the pool's are few.</summary>
    private static Task Start(
        ConcurrentQueue<IGrouping<RemoteNode, RemoteCommand>> nodes, BlockingCollection<RemoteItem> sink, CancellationToken stopping)
    {
        return Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        void Work()
        {
            while (nodes.TryDequeue(out var node))
            {
                foreach (var command in node) new RemoteCall(command, sink, stopping).Run();
            }
        }
    }

    private void Handle(RemoteItem item, Action<RemoteCommand, PSObject> write)
    {
        if (item.Output is { } output) write(item.Command, output);
        if (item.Error is { } error) cmdlet.Report(error);
        if (item.Said is { } said) cmdlet.Host.UI?.WriteLine($"{item.Node}: {said}");
        if (item.Verbose is { } told) cmdlet.WriteVerbose($"{item.Node}: {told}");
        if (item.Warning is { } warned) cmdlet.WriteWarning($"{item.Node}: {warned}");
        if (item.Progress is { } progress) cmdlet.WriteProgress(Named(item.Node, progress));
    }

    /// <summary>A bar of its own for each node.</summary>
    private static ProgressRecord Named(RemoteNode node, ProgressRecord progress) =>
        new(node.GetHashCode() & int.MaxValue, $"{node}: {progress.Activity}", progress.StatusDescription)
        {
            PercentComplete = progress.PercentComplete,
            SecondsRemaining = progress.SecondsRemaining,
            RecordType = progress.RecordType,
        };
}
