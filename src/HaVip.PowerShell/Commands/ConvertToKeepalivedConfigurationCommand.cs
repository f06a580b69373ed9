using System.Management.Automation;
using HaVip.Configuration.Keepalived;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// <c>ConvertTo-KeepalivedConfiguration</c>: the text of a <c>keepalived.conf</c>, with a warning for each thing that
/// keepalived cannot do.
/// </summary>
[Cmdlet(VerbsData.ConvertTo, "KeepalivedConfiguration", DefaultParameterSetName = NodeCmdlet.NodeSet)]
[OutputType(typeof(string))]
public sealed class ConvertToKeepalivedConfigurationCommand : HaVipCmdlet
{
    private const string PathSet = "Path";

    [Parameter(Position = 0, Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    [Parameter(ParameterSetName = NodeCmdlet.NodeSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkNamespaceCompleter))]
    public string? NetworkNamespace { get; set; }

    [Parameter(ParameterSetName = NodeCmdlet.NodeSet)]
    [ValidateNotNullOrEmpty]
    public string? RootPath { get; set; }

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateNotNull]
    public NodeConfiguration? InputObject { get; set; }

    private protected override void Process()
    {
        var configuration = InputObject?.ToCore() ?? ReadFile();
        var errors = ConfigurationValidator.Validate(configuration)
            .Where(finding => finding.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0) throw NodeFile.Invalid($"of {NodeFile.NodeName(configuration)}", errors);
        var written = KeepalivedWriter.Write(configuration);
        foreach (var finding in written.Diagnostics) WriteWarning(finding.ToString());
        WriteObject(written.Text);
    }

    private Core.Configuration.NodeConfiguration ReadFile()
    {
        if (Path is null)
        {
            var node = Locate(NetworkNamespace, RootPath);
            WriteVerbose($"Reading {node.ConfigurationPath}.");
            return NodeFile.Require(node);
        }

        var path = FullPath(Path);
        WriteVerbose($"Reading {path}.");
        var result = ConfigurationReader.ReadFile(path);
        return result.Configuration ?? throw NodeFile.Invalid(path, result.Diagnostics);
    }
}
