using HaVip.Core.Control;
using HaVip.PowerShell.Nodes;
using Settings = HaVip.Core.Configuration;

namespace HaVip.PowerShell.Checks;

/// <summary>One node's part in a virtual router.</summary>
/// <param name="Location">The node.</param>
/// <param name="Node">Its name.</param>
/// <param name="Settings">How it is configured there.</param>
/// <param name="State">Null where no runner answers.</param>
internal sealed record ClusterMember(
    NodeLocation Location, string Node, Settings.InstanceConfiguration Settings, Core.Control.InstanceState? State)
{
    /// <summary>Of the runner; null where none answers.</summary>
    public string? RunnerVersion { get; init; }

    /// <summary>What the exchange of test packets on its link came to; null where there was none.</summary>
    public ExchangeReport? Exchange { get; init; }

    /// <summary>Why there was none.</summary>
    public string? ExchangeProblem { get; init; }
}
