using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>The frames of the running scripts, the caller's first.</summary>
[Cmdlet(VerbsCommon.Get, "PSCallStack")]
[OutputType(typeof(CallStackFrame))]
public sealed class GetPSCallStackCommand : PSCmdlet
{
    protected override void ProcessRecord() =>
        WriteObject(System.Management.Automation.Runspaces.Runspace.DefaultRunspace.Debugger.GetCallStack(), true);
}
