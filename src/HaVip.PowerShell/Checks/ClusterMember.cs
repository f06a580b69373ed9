using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Checks;

/// <summary>One node's part in a virtual router.</summary>
/// <param name="Location">The node.</param>
/// <param name="Node">Its name, which no other member has.</param>
/// <param name="Settings">How it is configured there.</param>
/// <param name="State">Null where no runner answers.</param>
internal sealed record ClusterMember(NodeLocation Location, string Node, MemberSettings Settings, VrrpState? State)
{
    /// <summary>Of the runner; null where none answers.</summary>
    public string? RunnerVersion { get; init; }

    /// <summary>What the exchange of test packets on its link came to; null where there was none.</summary>
    public ExchangeReport? Exchange { get; init; }

    /// <summary>Why there was none.</summary>
    public string? ExchangeProblem { get; init; }

    public ClusterMember With(ExchangeEnd end) => this with { Exchange = end.Report, ExchangeProblem = end.Problem };
}
