using System.Management.Automation;
using HaVip.Configuration.Yaml;
using HaVip.Core.Configuration;

namespace HaVip.PowerShell.Nodes;

/// <summary>A node's configuration file as the cmdlets need it.</summary>
internal static class NodeFile
{
    /// <summary>What the node's file says and what is wrong with it, that it is open to others included.</summary>
    public static ConfigurationReadResult Find(NodeLocation node) =>
        ConfigurationReader.ReadNodeFile(node.ConfigurationPath, node.IsImage ? node.RootPath : null);

    /// <summary>Null where there is no file.</summary>
    /// <exception cref="HaVipException">InvalidConfiguration, with all that is wrong.</exception>
    public static Core.Configuration.NodeConfiguration? Read(NodeLocation node)
    {
        if (!node.HasFiles || !File.Exists(node.ConfigurationPath)) return null;
        var result = Find(node);
        return result.Configuration ?? throw Invalid(node.ConfigurationPath, result.Diagnostics);
    }

    /// <exception cref="HaVipException">NodeNotConfigured, NetworkNamespaceNotFound or InvalidConfiguration.</exception>
    public static Core.Configuration.NodeConfiguration Require(NodeLocation node)
    {
        if (Read(node) is { } configuration) return configuration;
        if (node.NetworkNamespace is { } ns) NetworkNamespaceName.Require(ns);
        throw Missing(node);
    }

    /// <summary>What a completer can offer: nothing where the file is missing, closed to the user or wrong.</summary>
    public static IEnumerable<string> InstanceNames(NodeLocation node) =>
        ConfigurationReader.ReadFile(node.ConfigurationPath).Configuration?.Instances.Select(i => i.Name) ?? [];

    public static string NodeName(Core.Configuration.NodeConfiguration configuration) =>
        configuration.Node.Name ?? Environment.MachineName;

    public static HaVipException Missing(NodeLocation node) => new(
        "NodeNotConfigured",
        ErrorCategory.ObjectNotFound,
        $"No node runner answers at {node.ControlSocket}"
            + (node.HasFiles ? $", and there is no configuration {node.ConfigurationPath}." : "."),
        node.HasFiles ? "Make this an HA node with Install-HaVipNode." : "Look for the right socket.",
        node.ControlSocket);

    /// <summary>Only a socket is known of the node, and the file behind it is to be read or changed.</summary>
    public static HaVipException Unknown(NodeLocation node) => new(
        "ConfigurationUnknown",
        ErrorCategory.InvalidArgument,
        $"Where the node at {node.ControlSocket} has its configuration is not known here.",
        "Name it by -NetworkNamespace and -RootPath instead of its socket.",
        node.ControlSocket);

    public static HaVipException Invalid(
        string place, IReadOnlyList<Core.Configuration.ConfigurationDiagnostic> diagnostics)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        var more = errors.Count > 1 ? $" ({errors.Count - 1} more)" : "";
        var first = errors.Count > 0 ? errors[0].ToString() : "it could not be read";
        return new HaVipException(
            Core.Control.ControlError.InvalidConfiguration,
            ErrorCategory.InvalidData,
            $"The configuration {place} is not valid: {first}{more}",
            "Test-HaVipConfiguration lists all that is wrong.",
            place);
    }
}
