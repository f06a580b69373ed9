using System.Management.Automation;
using HaVip.Configuration.Keepalived;
using HaVip.Core.Control;
using HaVip.PowerShell.Nodes;
using Finding = HaVip.Core.Configuration.ConfigurationDiagnostic;
using Settings = HaVip.Core.Configuration.NodeConfiguration;

namespace HaVip.PowerShell.Keepalived;

/// <summary>What an imported configuration looks like at the prompt.</summary>
internal static class KeepalivedImport
{
    public static KeepalivedReadOptions Options(string? configurationId)
    {
        var options = new KeepalivedReadOptions();
        return configurationId is null ? options : options with { ConfigurationId = configurationId };
    }

    public static NodeConfiguration ToObject(Settings configuration, IReadOnlyList<Finding> findings, string path) =>
        new()
        {
            Node = NodeFile.NodeName(configuration),
            ControlSocket = new NodeLocation().ControlSocket,
            Path = path,
            NodeName = configuration.Node.Name,
            RunnerNamespace = configuration.Node.NetworkNamespace,
            Origin = configuration,
            Instances = [.. configuration.Instances.Select(instance => new InstanceConfiguration(instance))],
            Diagnostics = [.. findings.Select(finding => new ConfigurationDiagnostic(finding))],
        };

    /// <summary>Each error is one of its own, whose target is the finding.</summary>
    public static ErrorRecord Error(Finding finding) => new HaVipException(
        ControlError.InvalidConfiguration,
        ErrorCategory.InvalidData,
        finding.ToString(),
        finding.Recommendation ?? "Mend the file, or leave the part out.",
        new ConfigurationDiagnostic(finding)).ToErrorRecord();
}
