using HaVip.Core.Configuration;

namespace HaVip;

/// <summary>
/// A node's configuration. Change its instances and hand it to <c>Set-HaVipConfiguration</c>, which checks and writes
/// it.
/// </summary>
public sealed class NodeConfiguration : NodeObject
{
    /// <summary>The file it was read from.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The name in the file; null means the host name.</summary>
    public string? NodeName { get; set; }

    /// <summary>The namespace the file makes the runner join; null means none.</summary>
    public string? RunnerNamespace { get; set; }

    public InstanceConfiguration[] Instances { get; set; } = [];

    /// <summary>What was said while it was converted; empty for one that was read as it is.</summary>
    public ConfigurationDiagnostic[] Diagnostics { get; internal init; } = [];

    /// <summary>What has no property here is kept as it was read.</summary>
    internal Core.Configuration.NodeConfiguration Origin { get; init; } = new();

    internal Core.Configuration.NodeConfiguration ToCore() => Origin with
    {
        Node = Origin.Node with { Name = NodeName, NetworkNamespace = RunnerNamespace },
        Instances = [.. Instances.Select(instance => instance.ToCore())],
    };
}
