using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>The kind of item <c>Test-Path</c> looks for.</summary>
public enum TestPathType
{
    Any,
    Container,
    Leaf,
}

[Cmdlet(VerbsDiagnostic.Test, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(bool))]
public sealed class TestPathCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Path")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    [Parameter]
    [Alias("Type")]
    public TestPathType PathType { get; set; }

    [Parameter]
    public SwitchParameter IsValid { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath ?? Path ?? [null])
        {
            if (path is null)
            {
                WriteError(new ErrorRecord(
                    new ArgumentNullException(nameof(Path), "The Path argument was null or an empty collection."),
                    "NullPathNotPermitted",
                    ErrorCategory.InvalidArgument,
                    path));
            }
            else
            {
                WriteObject(IsValid ? SessionState.Path.IsValid(path) : Exists(path));
            }
        }
    }

    private bool Exists(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            return false;
        }

        try
        {
            return InvokeProvider.Item.Exists(path, force: true, LiteralPath is not null)
                && (PathType == TestPathType.Any || IsContainer(path) == (PathType == TestPathType.Container));
        }
        catch (SessionStateException failure) when (failure is ItemNotFoundException
            or System.Management.Automation.DriveNotFoundException)
        {
            // A path on a drive that is not there names nothing; that is the answer, not an error.
            return false;
        }
    }

    private bool IsContainer(string path) => ItemPaths.IsFile(this, path, out var full)
        && (LiteralPath is not null || !WildcardPattern.ContainsWildcardCharacters(path))
            ? Directory.Exists(full)
            : InvokeProvider.Item.IsContainer(path);
}
