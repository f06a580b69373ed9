using HaVip.PowerShell.Processes;

namespace HaVip;

/// <summary>Nodes, a client that is also their gateway, and the bridge between them, in network namespaces.</summary>
public sealed class Lab
{
    internal Lab()
    {
    }

    public string Name { get; internal init; } = "";

    public LabNode[] Nodes { get; internal init; } = [];

    public LabHost Client { get; internal init; } = new();

    /// <summary>The namespace of the bridge <c>br0</c>.</summary>
    public string BridgeNamespace { get; internal init; } = "";

    /// <summary>The prefix of the nodes' files; null where there is none.</summary>
    public string? RootPath { get; internal init; }

    /// <summary>
    /// Partitions the lab: nodes no longer hear each other (isolated bridge ports), the client still reaches them all.
    /// </summary>
    public void IsolatePorts() => SetIsolation("on");

    public void HealPorts() => SetIsolation("off");

    public override string ToString() => Name;

    private void SetIsolation(string state)
    {
        foreach (var node in Nodes)
        {
            ExternalCommand.Require(
                "bridge", ["-n", BridgeNamespace, "link", "set", "dev", node.BridgePort, "isolated", state]);
        }
    }
}
