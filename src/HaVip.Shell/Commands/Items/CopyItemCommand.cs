using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommon.Copy, "Item", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
public sealed class CopyItemCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Path")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    [Parameter(Position = 1)]
    public string Destination { get; set; } = ".";

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public SwitchParameter Container { get; set; } = true;

    protected override void ProcessRecord() => ItemPaths.ForEach(this, LiteralPath ?? Path, path =>
    {
        foreach (var item in InvokeProvider.Item.Get([path], Force, LiteralPath is not null))
        {
            var source = item.Properties["PSPath"].Value.ToString()!;
            var target = $"Item: {SessionState.Path.GetUnresolvedProviderPathFromPSPath(source)} Destination: "
                + SessionState.Path.GetUnresolvedProviderPathFromPSPath(Destination);
            if (ShouldProcess(target, "Copy"))
            {
                var result = InvokeProvider.Item.Copy([source], Destination, Recurse,
                    Container ? CopyContainers.CopyTargetContainer : CopyContainers.CopyChildrenOfTargetContainer,
                    Force, literalPath: true);
                WriteObject(PassThru ? result : [], enumerateCollection: true);
            }
        }
    });
}
