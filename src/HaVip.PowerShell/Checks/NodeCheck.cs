namespace HaVip.PowerShell.Checks;

/// <summary>One question about a node.</summary>
/// <param name="Name">Does not change: scripts select by it.</param>
/// <param name="Description">The question.</param>
/// <param name="Judge">The answers: one, or one per instance or thing it is about.</param>
internal sealed record NodeCheck(string Name, string Description, Func<NodeSituation, IEnumerable<Verdict>> Judge);
