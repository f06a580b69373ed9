using System.Management.Automation;
using HaVip.Configuration.Keepalived;
using HaVip.Configuration.Yaml;
using HaVip.PowerShell.Keepalived;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Parameters;
using Settings = HaVip.Core.Configuration;

namespace HaVip.PowerShell.Commands;

/// <summary>The configuration of an installation from keepalived's, or from the pipeline.</summary>
public sealed partial class InstallHaVipNodeCommand
{
    private const string KeepalivedSet = "KeepalivedConfigurationPath";
    private const string InputSet = "InputObject";

    private IReadOnlyList<KeepalivedTakeover> _takeovers = [];

    [Parameter(Mandatory = true, ParameterSetName = KeepalivedSet)]
    [ValidateNotNullOrEmpty]
    public string KeepalivedConfigurationPath { get; set; } = "";

    [Parameter(ParameterSetName = KeepalivedSet)]
    [ValidateNotNullOrEmpty]
    public string? ConfigId { get; set; }

    [Parameter(ParameterSetName = KeepalivedSet)]
    public SwitchParameter Takeover { get; set; }

    [Parameter(ParameterSetName = KeepalivedSet)]
    [Duration]
    [ValidateDuration("1s", "1h")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(60);

    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [ValidateNotNull]
    public NodeConfiguration? InputObject { get; set; }

    private (Settings.NodeConfiguration Configuration, string Text) Import(NodeLocation node)
    {
        var path = FullPath(KeepalivedConfigurationPath);
        var result = KeepalivedReader.ReadFile(path, KeepalivedImport.Options(ConfigId));
        foreach (var finding in result.Diagnostics)
        {
            if (finding.Severity == Settings.DiagnosticSeverity.Warning) WriteWarning(finding.ToString());
            else WriteError(KeepalivedImport.Error(finding));
        }

        if (result.Configuration is not { } configuration) throw NotConverted(path);
        _takeovers = [.. Beside(node, configuration).Select(process => new KeepalivedTakeover(this, node, process))];
        foreach (var takeover in _takeovers) takeover.Check();
        return (configuration, ConfigurationWriter.Write(configuration));
    }

    private (Settings.NodeConfiguration Configuration, string Text) FromPipeline()
    {
        var configuration = InputObject!.ToCore();
        var findings = Settings.ConfigurationValidator.Validate(configuration);
        return findings.Any(finding => finding.Severity == Settings.DiagnosticSeverity.Error)
            ? throw NodeFile.Invalid($"of {InputObject.Node}", findings)
            : (configuration, ConfigurationWriter.Write(configuration));
    }

    /// <summary>
    /// Two programs that speak for one virtual router on one machine would both own its addresses: refused, or to be
    /// taken over from.
    /// </summary>
    private IEnumerable<KeepalivedProcess> Beside(NodeLocation node, Settings.NodeConfiguration configuration)
    {
        foreach (var process in KeepalivedProcess.Find(node))
        {
            var routers = process.Routers();
            if (routers.Count == 0)
                throw Running(
                    process, $"with a configuration that cannot be read as one ({process.ConfigurationPath})");
            var shared = routers.FirstOrDefault(router => configuration.Instances.Any(instance =>
                instance.VirtualRouterId == router.VirtualRouterId && instance.Interface == router.Interface));
            if (shared is null) continue;
            if (!Takeover)
            {
                throw Running(
                    process,
                    $"as virtual router {shared.VirtualRouterId} on {shared.Interface} ({shared.Name} in {process.ConfigurationPath})");
            }

            yield return process;
        }
    }

    private IEnumerable<InstallationChange> TakeOver(InstallationRun run) => _takeovers
        .Where(takeover => ShouldProcess(takeover.ToString(), "Start HaVip beside it, end it, and own its addresses"))
        .SelectMany(takeover => takeover.Run(Timeout, run.Remember));

    private static HaVipException Running(KeepalivedProcess process, string what) => new(
        "KeepalivedRunning",
        ErrorCategory.ResourceBusy,
        $"keepalived runs here, process {process.ProcessId}, {what}: two on one machine would both own the addresses.",
        "Take over from it with -Takeover, or stop it (systemctl disable --now keepalived) and install again.",
        process.ProcessId);

    private static HaVipException NotConverted(string path) => new(
        Core.Control.ControlError.InvalidConfiguration,
        ErrorCategory.InvalidData,
        $"{path} makes no configuration: each error is written above.",
        "Mend the file, or convert it with ConvertFrom-KeepalivedConfiguration and install from what that makes.",
        path);
}
