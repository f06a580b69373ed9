using System.Management.Automation;
using HaVip.Configuration.Keepalived;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.PowerShell.Keepalived;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// <c>ConvertFrom-KeepalivedConfiguration</c>: HaVip's configuration of keepalived's, with a warning for each thing
/// that is lost.
/// </summary>
[Cmdlet(VerbsData.ConvertFrom, "KeepalivedConfiguration", DefaultParameterSetName = PathSet)]
[OutputType(typeof(NodeConfiguration))]
public sealed class ConvertFromKeepalivedConfigurationCommand : HaVipCmdlet
{
    private const string PathSet = "Path";
    private const string InputSet = "InputObject";

    private readonly List<string> _lines = [];

    [Parameter(Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [KeepalivedProcess.DefaultConfiguration];

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string[] InputObject { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ConfigId { get; set; }

    private protected override void Process()
    {
        if (ParameterSetName == InputSet) _lines.AddRange(InputObject);
        else foreach (var path in Path) Convert(path);
    }

    /// <summary>Lines from the pipeline are one text; files it includes are beside the session's location.</summary>
    private protected override void End()
    {
        if (ParameterSetName != InputSet) return;
        var options = KeepalivedImport.Options(ConfigId) with { Directory = FullPath(".") };
        Write(KeepalivedReader.Read(string.Join('\n', _lines), null, options), "");
    }

    private void Convert(string path)
    {
        WriteVerbose($"Reading {FullPath(path)}.");
        Write(KeepalivedReader.ReadFile(FullPath(path), KeepalivedImport.Options(ConfigId)), path);
    }

    private void Write(ConfigurationReadResult result, string path)
    {
        foreach (var finding in result.Diagnostics)
        {
            if (finding.Severity == DiagnosticSeverity.Warning) WriteWarning(finding.ToString());
            else WriteError(KeepalivedImport.Error(finding));
        }

        if (result.Configuration is { } read) WriteObject(KeepalivedImport.ToObject(read, result.Diagnostics, path));
    }
}
