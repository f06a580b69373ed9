using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommon.Split, "Path", DefaultParameterSetName = "ParentSet")]
[OutputType(typeof(string))]
public sealed class SplitPathCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    public string[] Path { get; set; } = [];

    [Parameter]
    public SwitchParameter Parent { get; set; }

    [Parameter(ParameterSetName = "LeafSet", Mandatory = true)]
    public SwitchParameter Leaf { get; set; }

    [Parameter(ParameterSetName = "LeafBaseSet", Mandatory = true)]
    public SwitchParameter LeafBase { get; set; }

    [Parameter(ParameterSetName = "ExtensionSet", Mandatory = true)]
    public SwitchParameter Extension { get; set; }

    [Parameter(ParameterSetName = "QualifierSet", Mandatory = true)]
    public SwitchParameter Qualifier { get; set; }

    [Parameter(ParameterSetName = "NoQualifierSet", Mandatory = true)]
    public SwitchParameter NoQualifier { get; set; }

    [Parameter(ParameterSetName = "IsAbsoluteSet", Mandatory = true)]
    public SwitchParameter IsAbsolute { get; set; }

    [Parameter]
    public SwitchParameter Resolve { get; set; }

    protected override void ProcessRecord() => ItemPaths.ForEach(this, Path, path =>
    {
        foreach (var item in Resolve
            ? SessionState.Path.GetResolvedPSPathFromPSPath(path).Select(info => info.Path)
            : [path])
        {
            WriteObject(PartOf(item));
        }
    });

    private object PartOf(string path)
    {
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        return ParameterSetName switch
        {
            "LeafSet" => SessionState.Path.ParseChildName(path),
            "LeafBaseSet" => System.IO.Path.GetFileNameWithoutExtension(SessionState.Path.ParseChildName(path)),
            "ExtensionSet" => System.IO.Path.GetExtension(SessionState.Path.ParseChildName(path)),
            "QualifierSet" => path[..(colon + 1)],
            "NoQualifierSet" => path[(colon + 1)..],
            "IsAbsoluteSet" => SessionState.Path.IsPSAbsolute(path, out _) || System.IO.Path.IsPathRooted(path),
            _ => SessionState.Path.ParseParent(path, ""),
        };
    }
}
