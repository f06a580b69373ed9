using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommon.Get, "ChildItem", DefaultParameterSetName = "Items")]
public sealed class GetChildItemCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ParameterSetName = "Items")]
    public string[] Path { get; set; } = ["."];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralItems")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    [Parameter(Position = 1)]
    public string? Filter { get; set; }

    [Parameter]
    public string[] Include { get; set; } = [];

    [Parameter]
    public string[] Exclude { get; set; } = [];

    [Parameter]
    [Alias("s")]
    public SwitchParameter Recurse { get; set; }

    [Parameter]
    public uint Depth { get; set; } = uint.MaxValue;

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter Name { get; set; }

    [Parameter]
    [Alias("ad")]
    public SwitchParameter Directory { get; set; }

    [Parameter]
    [Alias("af")]
    public SwitchParameter File { get; set; }

    [Parameter]
    [Alias("ah", "h")]
    public SwitchParameter Hidden { get; set; }

    protected override void ProcessRecord() => ItemPaths.ForEach(this, LiteralPath ?? Path, path =>
    {
        var recurse = Recurse || Depth != uint.MaxValue;
        var items = InvokeProvider.ChildItem.Get([path], recurse, Depth, Force || Hidden, LiteralPath is not null);
        foreach (var item in items.Where(IsWanted))
        {
            WriteObject(Name ? NameOf(item, path) : item);
        }
    });

    private static bool IsHidden(PSObject item) =>
        item.BaseObject is FileSystemInfo file && file.Attributes.HasFlag(FileAttributes.Hidden);

    private static PSObject Text(string value) => PSObject.AsPSObject(value);

    private static bool Matches(string pattern, string name) =>
        WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(name);

    private bool IsWanted(PSObject item)
    {
        var name = item.Properties["PSChildName"]?.Value?.ToString() ?? item.ToString();
        var container = item.Properties["PSIsContainer"]?.Value is true;
        return (!Directory || container)
            && (!File || !container)
            && (!Hidden || IsHidden(item))
            && (Filter is null || Matches(Filter, name))
            && (Include.Length == 0 || Include.Any(pattern => Matches(pattern, name)))
            && !Exclude.Any(pattern => Matches(pattern, name));
    }

    // Names of a recursive listing are relative to where it began.
    private PSObject NameOf(PSObject item, string path) => item.BaseObject is FileSystemInfo file
        && ItemPaths.IsFile(this, path, out var start) && System.IO.Directory.Exists(start)
            ? Text(System.IO.Path.GetRelativePath(start, file.FullName))
            : Text(item.Properties["PSChildName"]?.Value?.ToString() ?? item.ToString());
}
