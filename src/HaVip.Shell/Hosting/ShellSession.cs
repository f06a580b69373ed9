using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace HaVip.Shell.Hosting;

/// <summary>How one pipeline ended.</summary>
internal enum Outcome
{
    Completed,
    Failed,
    Stopped,
}

/// <summary>One runspace with this process as its host; runs pipelines and shows what they give.</summary>
internal sealed class ShellSession : IDisposable
{
    private readonly Runspace _runspace;
    private readonly object _gate = new();
    private Pipeline? _running;

    private ShellSession(ShellHost host, Runspace runspace)
    {
        Host = host;
        _runspace = runspace;
    }

    public ShellHost Host { get; }

    public bool ExitRequested => Host.RequestedExitCode is not null;

    /// <summary>Whether <c>exit</c> in a script file ends the shell rather than the script.</summary>
    public bool RethrowScriptExit
    {
        set => EngineAccess.SetRethrowScriptExit(_runspace, value);
    }

    public static ShellSession Open(bool nonInteractive)
    {
        var host = new ShellHost(nonInteractive);
        var runspace = RunspaceFactory.CreateRunspace(host, SessionStateFactory.Create());
        runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        runspace.Open();
        Runspace.DefaultRunspace = runspace;
        var session = new ShellSession(host, runspace);
        Console.CancelKeyPress += session.OnCancel;
        return session;
    }

    /// <summary>Runs a command, sends its output and errors through Out-Default, reports what stopped it.</summary>
    public Outcome Execute(Command command, IEnumerable<string>? input = null)
    {
        // Only a pipeline of the history leaves its $? behind, which the exit code is taken from.
        using var pipeline = _running is null
            ? _runspace.CreatePipeline(command.CommandText, addToHistory: true)
            : _runspace.CreateNestedPipeline(command.CommandText, addToHistory: true);
        pipeline.Commands.Clear();
        pipeline.Commands.Add(command);
        pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add(new Command("Out-Default"));
        try
        {
            InvokeStoppably(pipeline, input);
            return Outcome.Completed;
        }
        catch (PipelineStoppedException)
        {
            return Outcome.Stopped;
        }
        catch (RuntimeException failure)
        {
            Report(failure.ErrorRecord);
            return Outcome.Failed;
        }
    }

    /// <summary>Runs text and gives its output as values; errors are thrown.</summary>
    public Collection<PSObject> Evaluate(string text)
    {
        using var pipeline = NewPipeline();
        pipeline.Commands.Add(new Command(text, isScript: true, useLocalScope: false));
        return InvokeStoppably(pipeline, null);
    }

    /// <summary>The exit code after a pipeline: <c>exit N</c>, else whether its last statement succeeded.</summary>
    public int ExitCodeOf(Outcome outcome) => outcome switch
    {
        _ when Host.RequestedExitCode is { } requested => requested,
        Outcome.Stopped => ExitCodes.Interrupted,
        Outcome.Completed when LastStatementSucceeded() => ExitCodes.Success,
        _ => ExitCodes.Failure,
    };

    public void Dispose()
    {
        Console.CancelKeyPress -= OnCancel;
        (Host.UI as ConsoleUserInterface)?.ClearProgress();
        _runspace.Dispose();
    }

    private bool LastStatementSucceeded() => Evaluate("$global:?") is not [{ BaseObject: false }];

    private Collection<PSObject> InvokeStoppably(Pipeline pipeline, IEnumerable<string>? input)
    {
        var outer = _running;
        lock (_gate)
        {
            _running = pipeline;
        }

        try
        {
            return input is null ? pipeline.Invoke() : pipeline.Invoke(input);
        }
        finally
        {
            lock (_gate)
            {
                _running = outer;
            }
        }
    }

    // Shown the way any other error is: the engine's own error view, on the error stream.
    private void Report(ErrorRecord error)
    {
        using var pipeline = NewPipeline();
        pipeline.Commands.Add(new Command("Out-Default"));
        pipeline.Invoke(new[] { EngineAccess.ForErrorStream(error) });
    }

    // A nested prompt is called from within a running pipeline.
    private Pipeline NewPipeline() => _running is null ? _runspace.CreatePipeline() : _runspace.CreateNestedPipeline();

    private void OnCancel(object? sender, ConsoleCancelEventArgs cancel)
    {
        lock (_gate)
        {
            cancel.Cancel = true;
            _running?.StopAsync();
        }
    }
}
