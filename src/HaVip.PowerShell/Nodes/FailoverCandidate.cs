namespace HaVip.PowerShell.Nodes;

/// <summary>An instance on one of several nodes among which mastership may move.</summary>
internal sealed record FailoverCandidate(NodeTarget Target, InstanceState State)
{
    /// <summary>Whether a user means this node: by its own name, its computer's, or its namespace's.</summary>
    public bool IsOn(string name) =>
        new[] { State.Node, State.PSComputerName, State.NetworkNamespace }.Contains(name, StringComparer.OrdinalIgnoreCase);
}
