using System.Management.Automation;

using HaVip.Shell.Hosting;

namespace Microsoft.PowerShell.Commands;

/// <summary>Loads views from .ps1xml files.</summary>
[Cmdlet(VerbsData.Update, "FormatData", SupportsShouldProcess = true)]
public sealed class UpdateFormatDataCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("PSPath", "Path")]
    public string[] AppendPath { get; set; } = [];

    [Parameter]
    public string[] PrependPath { get; set; } = [];

    protected override void ProcessRecord()
    {
        EngineAccess.AddFormats(this, Files(PrependPath), Files(AppendPath));
    }

    private string[] Files(string[] paths) =>
        [.. ItemPaths.Files(this, paths, literal: false).Where(file => ShouldProcess(file, "Update FormatData"))];
}
