using System.Management.Automation.Runspaces;

namespace HaVip.PowerShell.Remoting;

/// <summary>
/// A machine that is reached by a PSSession. All that is needed of one is its runspace, so that tests stand in another for
/// it.
/// </summary>
internal sealed class RemoteNode(string name, Runspace runspace) : IEquatable<RemoteNode>
{
    /// <summary>As the user named the computer when the session was made.</summary>
    public string Name { get; } = name;

    public Runspace Runspace { get; } = runspace;

    public bool IsOpen => Runspace.RunspaceStateInfo.State == RunspaceState.Opened;

    public static RemoteNode Of(PSSession session) => new(session.ComputerName, session.Runspace);

    public bool Equals(RemoteNode? other) => other is not null && Runspace.InstanceId == other.Runspace.InstanceId;

    public override bool Equals(object? obj) => Equals(obj as RemoteNode);

    public override int GetHashCode() => Runspace.InstanceId.GetHashCode();

    public override string ToString() => Name;
}
