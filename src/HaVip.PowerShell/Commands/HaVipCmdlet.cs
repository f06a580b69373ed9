using System.Management.Automation;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary>What every cmdlet of the module shares: errors with ids and advice, Ctrl+C, waiting.</summary>
public abstract class HaVipCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    internal HaVipCmdlet()
    {
    }

    /// <summary>Cancelled by Ctrl+C.</summary>
    internal CancellationToken Cancellation => _stopping.Token;

    /// <summary>Nothing is to be done, only named: then there is no result to write either.</summary>
    internal bool IsWhatIf =>
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
            ? given is SwitchParameter { IsPresent: true }
            : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference", false));

    /// <summary>Whether -Verbose, or the preference, asks to be told each step.</summary>
    internal bool IsVerbose =>
        MyInvocation.BoundParameters.TryGetValue("Verbose", out var given)
            ? given is SwitchParameter { IsPresent: true }
            : GetVariableValue("VerbosePreference", "")?.ToString() is "Continue" or "Inquire";

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _stopping.Dispose();
    }

    protected sealed override void BeginProcessing() => Guard(Begin);

    protected sealed override void ProcessRecord() => Guard(Process);

    protected sealed override void EndProcessing() => Guard(End);

    protected override void StopProcessing() => _stopping.Cancel();

    private protected virtual void Begin()
    {
    }

    private protected virtual void Process()
    {
    }

    private protected virtual void End()
    {
    }

    /// <summary>Writes the error and lets the cmdlet go on with the next node or instance.</summary>
    internal void Report(HaVipException error) => WriteError(error.ToErrorRecord());

    /// <summary>Does the work; a failure is reported and is false, and does not end the cmdlet.</summary>
    internal bool Attempt(Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (HaVipException e)
        {
            Report(e);
            return false;
        }
    }

    /// <summary>Shown, and no object of the output, as Write-Host does it.</summary>
    private protected void Tell(object what) =>
        WriteInformation(new HostInformationMessage { Message = what.ToString() }, ["PSHOST"]);

    /// <summary>Sleeps; Ctrl+C ends it at once.</summary>
    internal void Pause(TimeSpan time)
    {
        Cancellation.WaitHandle.WaitOne(time);
        Cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// Does work that may take a while on another thread, so that this one can show that it waits. Ctrl+C has to end the
    /// work through <see cref="Cancellation"/>.
    /// </summary>
    internal T Await<T>(string activity, string status, TimeSpan limit, Func<T> work)
    {
        using var report = new WaitReport(this, activity, limit);
        var running = Task.Run(work);
        while (Task.WaitAny([running], WaitReport.Rhythm) < 0) report.Show(status);
        return running.GetAwaiter().GetResult();
    }

    /// <summary>A path as the user means it: relative to the location of the session, not of the process.</summary>
    internal string FullPath(string path) => GetUnresolvedProviderPathFromPSPath(path);

    /// <summary>
    /// The node that a namespace and a root path mean. A piped node without one has it empty; an empty one that was
    /// written is a variable that is not set, and must not become this machine itself.
    /// </summary>
    /// <param name="computer">The machine that a piped node is on; another one than this is refused.</param>
    internal NodeLocation Locate(string? networkNamespace, string? rootPath, string? computer = null)
    {
        if (!string.IsNullOrEmpty(computer)) throw Elsewhere(computer);
        if (!MyInvocation.ExpectingInput && (networkNamespace is "" || rootPath is "")) throw EmptyNode(networkNamespace);
        var ns = string.IsNullOrEmpty(networkNamespace) ? null : NetworkNamespaceName.Check(networkNamespace);
        return new NodeLocation(ns, string.IsNullOrEmpty(rootPath) ? null : FullPath(rootPath));
    }

    private HaVipException Elsewhere(string computer) => new(
        "NodeElsewhere",
        ErrorCategory.InvalidArgument,
        $"The object comes from {computer}, and {MyInvocation.MyCommand.Name} would look for its node on this machine.",
        MyInvocation.MyCommand.Parameters.ContainsKey("Session")
            ? "Name the machine with -Session."
            : $"Run it there: Invoke-Command -Session $session {{ {MyInvocation.MyCommand.Name} ... }}",
        computer);

    private static HaVipException EmptyNode(string? networkNamespace) => new(
        "EmptyNode",
        ErrorCategory.InvalidArgument,
        $"-{(networkNamespace is "" ? "NetworkNamespace" : "RootPath")} is empty.",
        "Give it a value, or leave it out to mean this machine.",
        null);

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (HaVipException e)
        {
            ThrowTerminatingError(e.ToErrorRecord());
        }
        catch (UnauthorizedAccessException e)
        {
            const string Advice = "Run as root.";
            var error = new HaVipException("AccessDenied", ErrorCategory.PermissionDenied, e.Message, Advice, null, e);
            ThrowTerminatingError(error.ToErrorRecord());
        }
        catch (IOException e)
        {
            const string Advice = "Check the file system and the path.";
            var error = new HaVipException("FileFailed", ErrorCategory.WriteError, e.Message, Advice, null, e);
            ThrowTerminatingError(error.ToErrorRecord());
        }
        catch (OperationCanceledException) when (Cancellation.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
