using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Sets an item's value, such as a variable of the environment (<c>Env:NAME</c>).</summary>
[Cmdlet(VerbsCommon.Set, "Item", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
public sealed class SetItemCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    [Parameter(Position = 1, ValueFromPipeline = true)]
    public object? Value { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord() => ItemPaths.ForEach(this, LiteralPath ?? Path, path =>
    {
        if (ShouldProcess($"Item: {path} Value: {Value}", "Set Item"))
        {
            var changed = InvokeProvider.Item.Set([path], Value, Force, LiteralPath is not null);
            WriteObject(PassThru ? changed : [], enumerateCollection: true);
        }
    });
}
