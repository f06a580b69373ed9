using System.Management.Automation;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;
using HaVip.PowerShell.Completion;
using HaVip.PowerShell.Installation;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Commands;

/// <summary>
/// <c>Set-HaVipConfiguration</c>: replaces a node's configuration, atomically and only by a valid one, and makes a
/// running node take it on.
/// </summary>
[Cmdlet(VerbsCommon.Set, "HaVipConfiguration", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(NodeConfiguration))]
public sealed class SetHaVipConfigurationCommand : HaVipCmdlet
{
    private const string PathSet = "Path";
    private const string ContentSet = "Content";

    [Parameter(Position = 0, Mandatory = true, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    [Parameter(Mandatory = true, ParameterSetName = ContentSet)]
    [ValidateNotNullOrEmpty]
    public string Content { get; set; } = "";

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = NodeCmdlet.InputSet)]
    [ValidateNotNull]
    public NodeConfiguration? InputObject { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NetworkNamespaceCompleter))]
    public string? NetworkNamespace { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RootPath { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        var node = Node();
        if (!node.HasFiles) throw NodeFile.Missing(node);
        var text = Text();
        var result = ConfigurationReader.Read(text, ParameterSetName == PathSet ? FullPath(Path) : null);
        if (result.HasErrors) throw NodeFile.Invalid("given", result.Diagnostics);
        foreach (var warning in result.Diagnostics) WriteWarning(warning.ToString());
        var step = InstallationPlan.ConfigurationStep(node, text);
        if (!step.IsNeeded) WriteVerbose($"{step.Target} says so already.");
        else if (ShouldProcess(step.Target, step.Action)) step.Apply();
        else return;
        new LiveConfiguration(this).Reload(node);
        if (PassThru) WriteObject(GetHaVipConfigurationCommand.ReadNode(node));
    }

    /// <summary>Where to write: what is named goes before where the object came from.</summary>
    private NodeLocation Node()
    {
        if (InputObject is not null && NetworkNamespace is null && RootPath is null)
            return TargetReader.Read(PSObject.AsPSObject(InputObject), null).First().Location;
        string[]? networkNamespaces = NetworkNamespace is null ? null : [NetworkNamespace];
        return NodeCmdlet.Locations(this, networkNamespaces, RootPath).First();
    }

    private string Text()
    {
        if (ParameterSetName == PathSet) return ReadFile(FullPath(Path));
        if (ParameterSetName == ContentSet) return Content;
        var configuration = InputObject!.ToCore();
        var diagnostics = ConfigurationValidator.Validate(configuration);
        return diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error)
            ? throw NodeFile.Invalid($"of {InputObject.Node}", diagnostics)
            : ConfigurationWriter.Write(configuration);
    }

    private static string ReadFile(string path)
    {
        // The reader's findings say more than an exception would: missing, a folder, too large, not UTF-8.
        var result = ConfigurationReader.ReadFile(path);
        return result.HasErrors ? throw NodeFile.Invalid(path, result.Diagnostics) : File.ReadAllText(path);
    }
}
