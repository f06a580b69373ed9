using System.Management.Automation;
using HaVip.Core.Election;

namespace HaVip.PowerShell.Nodes;

/// <summary>Which node of a virtual router is to act so that a certain one becomes Master.</summary>
internal static class FailoverChoice
{
    /// <param name="router">The instances of one virtual router, each on another node.</param>
    /// <param name="targetNode">Who is to become Master; null where only one node was named at all.</param>
    /// <returns>The one that takes over or is Master already; null where the router is not on that node.</returns>
    /// <exception cref="HaVipException">TargetNodeAmbiguous or TargetNodeNotReady.</exception>
    public static FailoverCandidate? Choose(IReadOnlyList<FailoverCandidate> router, string? targetNode)
    {
        var meant = targetNode is null ? router : [.. router.Where(one => one.IsOn(targetNode))];
        if (meant.Count > 1) throw Ambiguous(meant, targetNode);
        if (meant.Count == 0) return null;
        return targetNode is null || meant[0].State.State is VrrpState.Master or VrrpState.Backup
            ? meant[0]
            : throw NotReady(meant[0].State);
    }

    public static HaVipException NotFound(string targetNode, IEnumerable<FailoverCandidate> candidates) => new(
        "TargetNodeNotFound",
        ErrorCategory.ObjectNotFound,
        $"'{targetNode}' is none of the nodes that were asked, or has none of the instances.",
        $"The nodes are: {string.Join(", ", candidates.Select(one => one.State.Node).Distinct())}.",
        targetNode);

    private static HaVipException Ambiguous(IReadOnlyList<FailoverCandidate> meant, string? targetNode) => new(
        "TargetNodeAmbiguous",
        ErrorCategory.InvalidArgument,
        $"{meant[0].State.Name} is on {string.Join(" and ", meant.Select(Place))}: "
            + (targetNode is null ? "which of them is to become Master?" : $"'{targetNode}' is the name of both."),
        targetNode is null
            ? "Say it with -TargetNode, or ask one node alone."
            : "Use the name of the computer or of the network namespace, or ask one node alone.",
        targetNode);

    private static HaVipException NotReady(InstanceState state) => new(
        "TargetNodeNotReady",
        ErrorCategory.InvalidOperation,
        $"{state.Name} on {state.Node} is {state.State} and cannot become Master: {state.Reason}.",
        state.State == VrrpState.Stopped ? "Start it first: Start-HaVipInstance." : "Get-HaVipState tells when it is Backup.",
        state);

    private static string Place(FailoverCandidate one) =>
        one.State.PSComputerName is { } computer && computer != one.State.Node ? $"{one.State.Node} at {computer}" : one.State.Node;
}
