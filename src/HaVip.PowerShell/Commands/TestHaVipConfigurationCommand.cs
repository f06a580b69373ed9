using System.Management.Automation;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// <c>Test-HaVipConfiguration</c>: everything that is wrong with a configuration, each with its place.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "HaVipConfiguration", DefaultParameterSetName = NodeCmdlet.NodeSet)]
[OutputType(typeof(ConfigurationDiagnostic), typeof(bool))]
public sealed class TestHaVipConfigurationCommand : HaVipCmdlet
{
    private const string PathSet = "Path";
    private const string ContentSet = "Content";

    [Parameter(Position = 0, Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = ContentSet)]
    [AllowEmptyString]
    [ValidateNotNull]
    public string? Content { get; set; }

    [Parameter(ParameterSetName = NodeCmdlet.NodeSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkNamespaceCompleter))]
    public string[]? NetworkNamespace { get; set; }

    [Parameter(ParameterSetName = NodeCmdlet.NodeSet)]
    [ValidateNotNullOrEmpty]
    public string? RootPath { get; set; }

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateNotNull]
    public NodeConfiguration? InputObject { get; set; }

    [Parameter]
    public SwitchParameter Quiet { get; set; }

    private protected override void Process()
    {
        foreach (var findings in Findings()) Write(findings);
    }

    private IEnumerable<IReadOnlyList<Core.Configuration.ConfigurationDiagnostic>> Findings()
    {
        if (InputObject is not null) return [ConfigurationValidator.Validate(InputObject.ToCore())];
        if (Content is not null) return [ConfigurationReader.Read(Content, null).Diagnostics];
        return Path is not null
            ? Path.Select(path => ConfigurationReader.ReadFile(Told(FullPath(path))).Diagnostics)
            : NodeCmdlet.Locations(this, NetworkNamespace, RootPath).Select(Findings);
    }

    private IReadOnlyList<Core.Configuration.ConfigurationDiagnostic> Findings(NodeLocation node)
    {
        Told(node.ConfigurationPath);
        return NodeFile.Find(node).Diagnostics;
    }

    private string Told(string path)
    {
        WriteVerbose($"Reading {path}.");
        return path;
    }

    private void Write(IReadOnlyList<Core.Configuration.ConfigurationDiagnostic> findings)
    {
        if (Quiet) WriteObject(findings.All(finding => finding.Severity != DiagnosticSeverity.Error));
        else WriteObject(findings.Select(finding => new ConfigurationDiagnostic(finding)), enumerateCollection: true);
    }
}
