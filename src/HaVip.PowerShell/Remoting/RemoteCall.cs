using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace HaVip.PowerShell.Remoting;

/// <summary>One command on one node; what comes of it goes to a queue as it comes.</summary>
internal sealed class RemoteCall(RemoteCommand command, BlockingCollection<RemoteItem> sink, CancellationToken stopping)
{
    private RemoteNode Node => command.Node;

    /// <summary>Returns when it has ended there, or was stopped; a failure is an item of the queue.</summary>
    public void Run()
    {
        if (stopping.IsCancellationRequested) return;
        try
        {
            if (!Node.IsOpen) throw RemoteErrors.Closed(Node);
            using var shell = Prepare();
            Invoke(shell);
        }
        catch (HaVipException e)
        {
            Post(new RemoteItem(command) { Error = e });
        }
        catch (Exception e) when (e is RuntimeException or InvalidRunspaceStateException or InvalidOperationException)
        {
            if (!stopping.IsCancellationRequested) Post(new RemoteItem(command) { Error = RemoteErrors.From(Node, e) });
        }
        finally
        {
            Post(new RemoteItem(command) { Ended = true });
        }
    }

    private System.Management.Automation.PowerShell Prepare()
    {
        var shell = System.Management.Automation.PowerShell.Create();
        shell.Runspace = Node.Runspace;
        shell.AddScript(command.Script, useLocalScope: true);
        foreach (var (name, value) in command.Arguments) shell.AddParameter(name, value);
        Follow(shell.Streams.Error, error => new RemoteItem(command) { Error = RemoteErrors.From(Node, error) });
        Follow(shell.Streams.Verbose, said => new RemoteItem(command) { Verbose = said.Message });
        Follow(shell.Streams.Warning, said => new RemoteItem(command) { Warning = said.Message });
        Follow(shell.Streams.Progress, progress => new RemoteItem(command) { Progress = progress });
        return shell;
    }

    private void Invoke(System.Management.Automation.PowerShell shell)
    {
        using var whole = new PSDataCollection<PSObject>(command.Input ?? []);
        whole.Complete();
        using var output = new PSDataCollection<PSObject>();
        Follow(output, item => new RemoteItem(command) { Output = item });
        // Asked to stop from another thread, since the answer of a broken connection may never come.
        using var stop = stopping.Register(() => shell.BeginStop(null, null));
        var settings = new PSInvocationSettings { Host = new RelayHost(said => Post(new RemoteItem(command) { Said = said })) };
        var running = shell.BeginInvoke(command.OpenInput ?? whole, output, settings, null, null);
        shell.EndInvoke(running);
    }

    private void Follow<T>(PSDataCollection<T> stream, Func<T, RemoteItem> item) => stream.DataAdded += (_, added) =>
        Post(item(stream[added.Index]));

    private void Post(RemoteItem item)
    {
        try
        {
            sink.Add(item, CancellationToken.None);
        }
        catch (InvalidOperationException) when (sink.IsAddingCompleted)
        {
            // The late word of a command that was stopped, and to which nobody listens any more.
        }
    }
}
