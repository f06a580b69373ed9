using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>How long a script block takes. Its output is dropped; it runs in the caller's scope.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Command")]
[OutputType(typeof(TimeSpan))]
public sealed class MeasureCommandCommand : PSCmdlet
{
    private readonly Stopwatch _watch = new();

    [Parameter(Position = 0, Mandatory = true)]
    public ScriptBlock Expression { get; set; } = ScriptBlock.Create("");

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void ProcessRecord()
    {
        _watch.Start();
        try
        {
            InvokeCommand.InvokeScript(useLocalScope: false, Expression,
                InputObject is null ? null : new List<object> { InputObject });
        }
        finally
        {
            _watch.Stop();
        }
    }

    protected override void EndProcessing() => WriteObject(_watch.Elapsed);
}
