using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommon.Remove, "Item", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
public sealed class RemoveItemCommand : PSCmdlet
{
    private bool _yesToAll;
    private bool _noToAll;

    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Path")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    [Parameter]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    protected override void ProcessRecord() =>
        ItemPaths.ForEach(this, LiteralPath ?? Path, path =>
        {
            foreach (var item in InvokeProvider.Item.Get([path], force: true, LiteralPath is not null))
            {
                Remove(item.Properties["PSPath"].Value.ToString()!, item);
            }
        });

    private void Remove(string path, PSObject item)
    {
        var shown = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        var action = item.BaseObject switch
        {
            FileInfo => "Remove File",
            DirectoryInfo => "Remove Directory",
            _ => "Remove Item",
        };
        if (ShouldProcess(shown, action) && MayTakeChildren(path, item))
        {
            InvokeProvider.Item.Remove([path], recurse: true, Force, literalPath: true);
        }
    }

    private bool MayTakeChildren(string path, PSObject item) => Recurse
        || item.BaseObject is FileInfo or DirectoryInfo { LinkTarget: not null }
        || !InvokeProvider.ChildItem.HasChild(path, Force, literalPath: true)
        || ShouldContinue(
            $"The item at {SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)} has children and the Recurse "
            + "parameter was not specified. If you continue, all children will be removed with the item. Are you sure "
            + "you want to continue?",
            "Confirm",
            ref _yesToAll,
            ref _noToAll);
}
