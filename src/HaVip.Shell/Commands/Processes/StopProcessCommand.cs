using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Ends processes at once (SIGKILL).</summary>
[Cmdlet(VerbsLifecycle.Stop, "Process", SupportsShouldProcess = true, DefaultParameterSetName = "Id")]
public sealed class StopProcessCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Id")]
    public int[] Id { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = "Name")]
    [Alias("ProcessName")]
    public string[] Name { get; set; } = [];

    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = "InputObject")]
    public Process[] InputObject { get; set; } = [];

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        var chosen = ParameterSetName switch
        {
            "Id" => ProcessChoice.ById(this, Id),
            "Name" => ProcessChoice.ByName(this, Name),
            _ => InputObject,
        };
        foreach (var process in chosen)
        {
            if (!process.HasExited && ShouldProcess($"{process.ProcessName} ({process.Id})", "Stop-Process"))
            {
                Stop(process);
            }

            WriteObject(PassThru ? [process] : Array.Empty<Process>(), enumerateCollection: true);
        }
    }

    private void Stop(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception failure) when (failure is Win32Exception or InvalidOperationException)
        {
            if (!process.HasExited)
            {
                WriteError(new ErrorRecord(
                    new ProcessCommandException($"Cannot stop process \"{process.ProcessName} ({process.Id})\" "
                        + $"because of the following error: {failure.Message}"),
                    "CouldNotStopProcess",
                    ErrorCategory.CloseError,
                    process));
            }
        }
    }
}
