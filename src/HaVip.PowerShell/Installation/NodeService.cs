using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Installation;

/// <summary>Where the runner is a service of systemd, with a user of its own.</summary>
internal static class NodeService
{
    public static bool IsFor(NodeLocation node) => node.IsImage || (node.IsHost && SystemdUnit.IsSystemdRunning);

    /// <summary>An image may be a bare tree of files that are to go into another.</summary>
    public static bool HasAccounts(NodeLocation node) =>
        IsFor(node) && (node.IsHost || File.Exists(node.Rooted("/etc/passwd")));
}
