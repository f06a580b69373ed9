namespace HaVip.PowerShell.Checks;

/// <summary>One question about the nodes of a virtual router.</summary>
/// <param name="Name">Does not change: scripts select by it.</param>
/// <param name="Description">The question.</param>
/// <param name="Judge">The answers.</param>
internal sealed record ClusterCheck(
    string Name, string Description, Func<IReadOnlyList<ClusterMember>, IEnumerable<Verdict>> Judge);
