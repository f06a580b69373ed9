using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommon.New, "Item", SupportsShouldProcess = true, DefaultParameterSetName = "pathSet")]
public sealed class NewItemCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "pathSet")]
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = "nameSet")]
    public string[] Path { get; set; } = ["."];

    [Parameter(Mandatory = true, ParameterSetName = "nameSet")]
    public string? Name { get; set; }

    [Parameter]
    [Alias("Type")]
    public string? ItemType { get; set; }

    [Parameter(ValueFromPipeline = true)]
    [Alias("Target")]
    public object? Value { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() => ItemPaths.ForEach(this, Path, path =>
    {
        var target = SessionState.Path.GetUnresolvedProviderPathFromPSPath(
            Name is null ? path : SessionState.Path.Combine(path, Name));
        if (ShouldProcess($"Destination: {target}", $"Create {ItemType ?? "File"}"))
        {
            WriteObject(InvokeProvider.Item.New([path], Name, ItemType, Value, Force), enumerateCollection: true);
        }
    });
}
