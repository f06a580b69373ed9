using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommon.Clear, "Content", SupportsShouldProcess = true)]
public sealed class ClearContentCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() => ItemPaths.ForEach(this, Path, path =>
    {
        if (ShouldProcess(path, "Clear Content"))
        {
            InvokeProvider.Content.Clear([path], Force, literalPath: false);
        }
    });
}
