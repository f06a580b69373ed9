using System.Management.Automation;
using System.Management.Automation.Language;

namespace Microsoft.PowerShell.Commands;

/// <summary>Reads a .psd1 file's hashtable without running anything in it.</summary>
[Cmdlet(VerbsData.Import, "PowerShellDataFile", DefaultParameterSetName = "ByPath")]
public sealed class ImportPowerShellDataFileCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByPath")]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = "ByLiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    [Parameter]
    public SwitchParameter SkipLimitCheck { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var file in ItemPaths.Files(this, LiteralPath ?? Path, LiteralPath is not null))
        {
            var script = Parser.ParseFile(file, out _, out var errors);
            var table = errors.Length > 0 ? null : script.Find(ast => ast is HashtableAst, false);
            if (table is null)
            {
                WriteError(new ErrorRecord(
                    new InvalidOperationException($"Could not parse '{file}' as a PowerShell data file."
                        + (errors.Length > 0 ? " " + errors[0].Message : "")),
                    "CouldNotParseAsPowerShellDataFile",
                    ErrorCategory.ParserError,
                    file));
                continue;
            }

            WriteObject(table.SafeGetValue());
        }
    }
}
