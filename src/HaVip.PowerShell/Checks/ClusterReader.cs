using System.Collections;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Text.Json;
using HaVip.PowerShell.Commands;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Remoting;

namespace HaVip.PowerShell.Checks;

/// <summary>Looks at several nodes, of this machine and of others, and lets them exchange test packets.</summary>
internal sealed class ClusterReader(HaVipCmdlet cmdlet, RemoteFanout fanout)
{
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(32);

    /// <summary>The members of each virtual router, with what they heard of each other.</summary>
    /// <param name="targets">Each node once.</param>
    /// <param name="duration">How long they send to each other; null for not at all.</param>
    public IReadOnlyList<IReadOnlyList<ClusterMember>> Read(IReadOnlyList<NodeTarget> targets, TimeSpan? duration)
    {
        var members = Named([.. Here(targets), .. There(targets)]).ToList();
        var used = members.Select(member => member.Settings.VirtualRouterId).ToHashSet();
        var free = (byte)Enumerable.Range(1, 255).Reverse().First(id => !used.Contains((byte)id));
        var routers = members.GroupBy(member => (member.Settings.VirtualRouterId, member.Settings.Family));
        return duration is { } time
            ? [.. routers.Select(router => Exchange([.. router], free, time))]
            : [.. routers.Select(router => router.ToList())];
    }

    private IEnumerable<ClusterMember> Here(IReadOnlyList<NodeTarget> targets) =>
        from target in targets
        where target.Location.Remote is null
        from report in MemberReader.Read(target, _salt, cmdlet.Cancellation)
        select Member(target.Location, report);

    /// <summary>A machine that does not answer is reported, and the others are compared without it.</summary>
    private List<ClusterMember> There(IReadOnlyList<NodeTarget> targets)
    {
        var members = new List<ClusterMember>();
        var commands = targets.Where(target => target.Location.Remote is not null).ToDictionary(Ask, target => target.Location);
        fanout.RunRaw(commands.Keys, (command, text) => cmdlet.Attempt(() => members.AddRange(Read(commands[command], text))));
        // In the order they were named, whoever answered first.
        return [.. commands.Values.SelectMany(location => members.Where(member => ReferenceEquals(member.Location, location)))];
    }

    private RemoteCommand Ask(NodeTarget target)
    {
        if (!target.Location.HasFiles) throw NodeFile.Unknown(target.Location);
        var arguments = new Dictionary<string, object?> { ["Command"] = "Test-HaVipCluster", ["Salt"] = Convert.ToBase64String(_salt) };
        foreach (DictionaryEntry where in RemoteParameters.Where(target)) arguments[(string)where.Key] = where.Value;
        return new RemoteCommand(target.Location.Remote!, RemoteScripts.Members, arguments);
    }

    private static List<ClusterMember> Read(NodeLocation location, PSObject text)
    {
        try
        {
            var reports = JsonSerializer.Deserialize<MemberReport[]>(text.ToString()) ?? [];
            return [.. reports.Select(report => Member(location, report))];
        }
        catch (JsonException e)
        {
            throw RemoteErrors.Unreadable(location.Remote!, e);
        }
    }

    private static ClusterMember Member(NodeLocation location, MemberReport report) =>
        new(location, report.Node, report.Settings, report.State) { RunnerVersion = report.RunnerVersion };

    /// <summary>Machines may have one name, as copies of one image do; then their addresses tell them apart.</summary>
    private static IEnumerable<ClusterMember> Named(IReadOnlyList<ClusterMember> members) => members.Select(member =>
        member.Location.Remote is { } remote && members.Any(other => other.Node == member.Node && other.Location != member.Location)
            ? member with { Node = $"{member.Node} at {remote}" }
            : member);

    private IReadOnlyList<ClusterMember> Exchange(IReadOnlyList<ClusterMember> members, byte virtualRouterId, TimeSpan duration)
    {
        if (members.Count < 2) return members;
        cmdlet.WriteVerbose($"Sending packets of protocol 112 for virtual router {virtualRouterId}, which nobody has.");
        var sides = new List<IExchangeSide>();
        using var report = new WaitReport(cmdlet, $"Virtual router {members[0].Settings.VirtualRouterId}", duration);
        try
        {
            foreach (var member in members.Where(member => member.Location.Remote is null))
                sides.Add(new LocalExchangeSide(member, virtualRouterId));
            foreach (var far in members.Where(member => member.Location.Remote is not null).GroupBy(member => member.Location.Remote!))
                sides.Add(new RemoteExchangeSide(far.Key, [.. far], virtualRouterId));
            foreach (var side in sides) side.WaitUntilReady(cmdlet.Cancellation);
            for (var left = duration; left > TimeSpan.Zero; left -= TimeSpan.FromMilliseconds(100))
            {
                report.Show("the nodes send each other test packets");
                cmdlet.Pause(TimeSpan.FromMilliseconds(100));
            }

            return [.. sides.SelectMany(side => side.End(cmdlet.Cancellation))];
        }
        finally
        {
            foreach (var side in sides) side.Dispose();
        }
    }
}
