using System.Globalization;
using HaVip.Core.Values;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Tracing;

/// <summary>What to listen to: interfaces, or those of instances, whose settings then judge.</summary>
internal sealed record TraceRequest(NodeLocation Node)
{
    public IReadOnlyList<string> Interfaces { get; init; } = [];

    /// <summary>Exact names.</summary>
    public IReadOnlyList<string> Instances { get; init; } = [];

    public IReadOnlyList<byte> VirtualRouterIds { get; init; } = [];

    public AddressFamily? Family { get; init; }

    /// <summary>The command line of the runner's program. What judges is in the file, so no secret is among them.</summary>
    public IEnumerable<string> Arguments()
    {
        yield return "trace";
        if (Node.NetworkNamespace is { } ns) yield return $"--network-namespace={ns}";
        if (Instances.Count > 0) yield return $"--config={Node.ConfigurationPath}";
        foreach (var name in Interfaces) yield return $"--interface={name}";
        foreach (var name in Instances) yield return $"--instance={name}";
        foreach (var id in VirtualRouterIds)
            yield return string.Create(CultureInfo.InvariantCulture, $"--virtual-router-id={id}");
        if (Family is { } family) yield return family == AddressFamily.IPv4 ? "--family=ipv4" : "--family=ipv6";
    }
}
