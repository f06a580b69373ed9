using HaVip.Core.Control;
using HaVip.PowerShell.Commands;
using HaVip.PowerShell.Connection;
using HaVip.PowerShell.Nodes;
using Settings = HaVip.Core.Configuration;

namespace HaVip.PowerShell.Checks;

/// <summary>Looks at several nodes and lets them exchange test packets.</summary>
internal sealed class ClusterReader(HaVipCmdlet cmdlet)
{
    /// <summary>The members of each virtual router, with what they heard of each other.</summary>
    public IReadOnlyList<IReadOnlyList<ClusterMember>> Read(IReadOnlyList<NodeTarget> targets, TimeSpan duration)
    {
        var members = targets.SelectMany(Members).ToList();
        var used = members.Select(member => member.Settings.VirtualRouterId).ToHashSet();
        var free = (byte)Enumerable.Range(1, 255).Reverse().First(id => !used.Contains((byte)id));
        var routers = members.GroupBy(member => (member.Settings.VirtualRouterId, member.Settings.Family));
        return [.. routers.Select(router => Exchange([.. router], free, duration))];
    }

    private IEnumerable<ClusterMember> Members(NodeTarget target)
    {
        var node = target.Location;
        if (!node.HasFiles) throw NodeFile.Unknown(node);
        var configuration = NodeFile.Require(node);
        using var client = ControlClient.TryConnect(node.ControlSocket, cmdlet.Cancellation);
        var runner = client?.Send(new ControlRequest { Command = ControlCommand.GetState }, cmdlet.Cancellation).Node;
        foreach (var instance in configuration.Instances.Where(i => IsMeant(i, target)))
        {
            var state = runner?.Instances.FirstOrDefault(one => one.Name == instance.Name);
            yield return new ClusterMember(node, NodeFile.NodeName(configuration), instance, state)
            {
                RunnerVersion = runner?.RunnerVersion,
            };
        }
    }

    private static bool IsMeant(Settings.InstanceConfiguration instance, NodeTarget target) =>
        target.Names is null || target.Names.Contains(instance.Name, StringComparer.OrdinalIgnoreCase);

    private IReadOnlyList<ClusterMember> Exchange(IReadOnlyList<ClusterMember> members, byte virtualRouterId, TimeSpan duration)
    {
        if (members.Count < 2) return members;
        cmdlet.WriteVerbose($"Sending packets of protocol 112 for virtual router {virtualRouterId}, which nobody has.");
        var sessions = new List<ExchangeSession>();
        using var report = new WaitReport(cmdlet, $"Virtual router {members[0].Settings.VirtualRouterId}", duration);
        try
        {
            foreach (var member in members) sessions.Add(new ExchangeSession(member, virtualRouterId));
            foreach (var session in sessions) session.WaitUntilReady(cmdlet.Cancellation);
            for (var left = duration; left > TimeSpan.Zero; left -= TimeSpan.FromMilliseconds(100))
            {
                report.Show("the nodes send each other test packets");
                cmdlet.Pause(TimeSpan.FromMilliseconds(100));
            }

            return [.. sessions.Select(session => session.End(cmdlet.Cancellation))];
        }
        finally
        {
            foreach (var session in sessions) session.Dispose();
        }
    }
}
