using HaVip.PowerShell.Remoting;

namespace HaVip;

/// <summary>
/// What every object about a node carries: where the node is reached, so that the object can be piped into the next
/// cmdlet. The classes of this folder are in the namespace users see in <c>Get-Member</c> and the views match on.
/// </summary>
public abstract class NodeObject
{
    /// <summary>The node's own name: as configured, else its host name.</summary>
    public string Node { get; internal init; } = "";

    /// <summary>The network namespace the node runs in; null for the host itself.</summary>
    public string? NetworkNamespace { get; internal init; }

    /// <summary>The prefix of the node's files; null where there is none.</summary>
    public string? RootPath { get; internal init; }

    /// <summary>Where its runner listens.</summary>
    public string ControlSocket { get; internal init; } = "";

    /// <summary>The computer it came from through a session, under the name Invoke-Command gives it; null for this one.</summary>
    public string? PSComputerName => Remote?.Name;

    /// <summary>Through which it came, and through which the next cmdlet reaches the node.</summary>
    internal RemoteNode? Remote { get; private set; }

    internal NodeObject From(RemoteNode node)
    {
        Remote = node;
        return this;
    }
}
