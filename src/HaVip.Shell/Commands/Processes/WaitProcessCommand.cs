using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Waits until processes have ended.</summary>
[Cmdlet(VerbsLifecycle.Wait, "Process", DefaultParameterSetName = "Name")]
public sealed class WaitProcessCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopped = new();
    private readonly List<Process> _processes = [];

    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Name")]
    [Alias("ProcessName")]
    public string[] Name { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    [Alias("PID")]
    public int[] Id { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    public Process[] InputObject { get; set; } = [];

    /// <summary>Seconds.</summary>
    [Parameter(Position = 1)]
    [ValidateRange(0, 32767)]
    public int Timeout { get; set; } = -1;

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    public void Dispose() => _stopped.Dispose();

    protected override void ProcessRecord() => _processes.AddRange(ParameterSetName switch
    {
        "Id" => ProcessChoice.ById(this, Id),
        "Name" => ProcessChoice.ByName(this, Name),
        _ => InputObject,
    });

    protected override void EndProcessing()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token);
        if (Timeout >= 0)
        {
            limit.CancelAfter(TimeSpan.FromSeconds(Timeout));
        }

        foreach (var process in _processes)
        {
            Wait(process, limit.Token);
            WriteObject(PassThru ? [process] : Array.Empty<Process>(), enumerateCollection: true);
        }
    }

    protected override void StopProcessing() => _stopped.Cancel();

    private void Wait(Process process, CancellationToken limit)
    {
        try
        {
            process.WaitForExitAsync(limit).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            _stopped.Token.ThrowIfCancellationRequested();
            WriteError(new ErrorRecord(
                new TimeoutException(
                    $"Process \"{process.ProcessName} ({process.Id})\" has not stopped in the specified time-out."),
                "ProcessNotTerminated",
                ErrorCategory.CloseError,
                process));
        }
    }
}
