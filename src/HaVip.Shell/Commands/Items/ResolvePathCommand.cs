using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsDiagnostic.Resolve, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(PathInfo), typeof(string))]
public sealed class ResolvePathCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Path")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    [Parameter]
    public SwitchParameter Relative { get; set; }

    protected override void ProcessRecord() => ItemPaths.ForEach(this, LiteralPath ?? Path, path =>
    {
        var pattern = LiteralPath is null ? path : WildcardPattern.Escape(path);
        foreach (var found in SessionState.Path.GetResolvedPSPathFromPSPath(pattern))
        {
            WriteObject(Relative ? FromHere(found.ProviderPath) : found);
        }
    });

    private string FromHere(string path)
    {
        var relative = System.IO.Path.GetRelativePath(SessionState.Path.CurrentFileSystemLocation.ProviderPath, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? relative : System.IO.Path.Combine(".", relative);
    }
}
