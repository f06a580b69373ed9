using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.PowerShell.Connection;

namespace HaVip.PowerShell.Nodes;

/// <summary>The instances of a node: from its runner, or stopped where none runs.</summary>
internal static class StateReader
{
    /// <exception cref="HaVipException">NodeNotConfigured, InvalidConfiguration and those of the connection.</exception>
    public static IReadOnlyList<InstanceState> Read(NodeLocation node, CancellationToken stopping)
    {
        try
        {
            return ReadOnce(node, stopping);
        }
        catch (HaVipException e) when (e.ErrorId == ControlErrors.ControlFailed)
        {
            // A runner that ends while it is asked takes the connection along; what is there afterwards is the answer.
            return ReadOnce(node, stopping);
        }
    }

    public static IReadOnlyList<InstanceState> Read(
        NodeLocation node, ControlClient client, CancellationToken stopping) =>
        States(node, client.Send(new ControlRequest { Command = ControlCommand.GetState }, stopping));

    public static IReadOnlyList<InstanceState> States(NodeLocation node, ControlResponse response) =>
        response.Node is { } answer ? [.. answer.Instances.Select(i => ResponseReader.State(node, answer, i))] : [];

    /// <summary>What the configuration says, for a node nobody runs.</summary>
    public static IReadOnlyList<InstanceState> Stopped(NodeLocation node)
    {
        var configuration = NodeFile.Require(node);
        var reason = node.IsImage
            ? "an image does not run"
            : $"the node runner is not running; start it with Start-HaVipInstance{node.Arguments}";
        return [.. configuration.Instances.Select(i => Stopped(node, NodeFile.NodeName(configuration), i, reason))];
    }

    private static IReadOnlyList<InstanceState> ReadOnce(NodeLocation node, CancellationToken stopping)
    {
        using var client = ControlClient.TryConnect(node.ControlSocket, stopping);
        return client is null ? Stopped(node) : Read(node, client, stopping);
    }

    private static InstancePath Idle(string name) => new() { Interface = name };

    private static InstanceState Stopped(
        NodeLocation node, string name, Core.Configuration.InstanceConfiguration instance, string reason) => new()
        {
            Node = name,
            NetworkNamespace = node.NetworkNamespace,
            RootPath = node.RootPath,
            ControlSocket = node.ControlSocket,
            Name = instance.Name,
            State = VrrpState.Stopped,
            Reason = reason,
            Interface = instance.Interface,
            Paths = [.. instance.Heartbeat.Select(h => h.Interface).Prepend(instance.Interface).Select(Idle)],
            VirtualRouterId = instance.VirtualRouterId,
            AddressFamily = instance.Family,
            Version = instance.Version,
            Priority = instance.BasePriority,
            EffectivePriority = instance.BasePriority,
            VirtualAddress = [.. instance.VirtualAddresses.Select(a => a.ToString())],
            VirtualRoute = [.. instance.VirtualRoutes.Select(r => r.ToString())],
            SplitBrainProbe = instance.SplitBrainProbe.Interval.ToTimeSpan(),
            Preempt = instance.Preempt,
            AcceptMode = instance.AcceptMode,
            AdvertisementInterval = instance.AdvertisementInterval.ToTimeSpan(),
            Time = DateTimeOffset.Now,
        };
}
