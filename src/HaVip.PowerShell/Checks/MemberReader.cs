using HaVip.Core.Control;
using HaVip.PowerShell.Connection;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Checks;

/// <summary>The parts a node of this machine has in virtual routers.</summary>
internal static class MemberReader
{
    /// <exception cref="HaVipException">ConfigurationUnknown, NodeNotConfigured, InvalidConfiguration and those of the connection.</exception>
    public static IReadOnlyList<MemberReport> Read(NodeTarget target, byte[] salt, CancellationToken stopping)
    {
        var node = target.Location;
        if (!node.HasFiles) throw NodeFile.Unknown(node);
        var configuration = NodeFile.Require(node);
        using var client = ControlClient.TryConnect(node.ControlSocket, stopping);
        var runner = client?.Send(new ControlRequest { Command = ControlCommand.GetState }, stopping).Node;
        var name = NodeFile.NodeName(configuration);
        return [.. configuration.Instances.Where(instance => IsMeant(instance.Name, target)).Select(Report)];

        MemberReport Report(Core.Configuration.InstanceConfiguration instance) => new(
            name,
            MemberSettings.Of(instance, salt),
            runner?.Instances.FirstOrDefault(one => one.Name == instance.Name)?.State,
            runner?.RunnerVersion);
    }

    private static bool IsMeant(string instance, NodeTarget target) =>
        target.Names is null || target.Names.Contains(instance, StringComparer.OrdinalIgnoreCase);
}
