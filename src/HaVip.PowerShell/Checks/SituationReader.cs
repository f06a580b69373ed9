using System.Text.Json;
using HaVip.Configuration.Yaml;
using HaVip.Core.Control;
using HaVip.PowerShell.Commands;
using HaVip.PowerShell.Connection;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Processes;
using HaVip.PowerShell.Runners;
using Settings = HaVip.Core.Configuration;

namespace HaVip.PowerShell.Checks;

/// <summary>Looks at a node: its file, its runner before and after, and meanwhile what passes on its links.</summary>
internal sealed class SituationReader(HaVipCmdlet cmdlet)
{
    private static readonly TimeSpan ProbePatience = TimeSpan.FromSeconds(30);

    /// <param name="target">The node, and which of its instances are meant.</param>
    /// <param name="duration">How long to look; null for as long as the slowest instance needs.</param>
    public NodeSituation Read(NodeTarget target, TimeSpan? duration)
    {
        var node = target.Location;
        var file = node.HasFiles ? ConfigurationReader.ReadFile(node.ConfigurationPath) : null;
        var instances = Wanted(file?.Configuration, target.Names);
        var situation = new NodeSituation(node) { File = file, Instances = instances };
        var before = Ask(node, out var problem);
        var limit = duration ?? DefaultDuration(instances);
        cmdlet.WriteVerbose($"Looking at {node} for {limit.TotalSeconds:0.##} s.");
        var probe = Probe(node, instances, limit, out var probeProblem);
        return situation with
        {
            Before = before,
            After = before is null ? null : Ask(node, out problem),
            ConnectionProblem = problem,
            Events = before is null ? [] : Events(node),
            Probe = probe,
            ProbeProblem = probeProblem,
        };
    }

    /// <summary>Three intervals of the slowest instance, for one late packet is not news; 1 s at least and 15 s at most.</summary>
    public static TimeSpan DefaultDuration(IReadOnlyList<Settings.InstanceConfiguration> instances)
    {
        var slowest = instances.Count == 0 ? 0 : instances.Max(i => i.AdvertisementInterval.ToTimeSpan().TotalSeconds);
        return TimeSpan.FromSeconds(Math.Clamp((3 * slowest) + 0.3, 1, 15));
    }

    private static IReadOnlyList<Settings.InstanceConfiguration> Wanted(
        Settings.NodeConfiguration? configuration, IReadOnlyList<string>? names)
    {
        if (configuration is null) return [];
        return names is null
            ? configuration.Instances
            : [.. configuration.Instances.Where(i => names.Contains(i.Name, StringComparer.OrdinalIgnoreCase))];
    }

    private NodeState? Ask(NodeLocation node, out string? problem)
    {
        problem = null;
        try
        {
            using var client = ControlClient.TryConnect(node.ControlSocket, cmdlet.Cancellation);
            return client?.Send(new ControlRequest { Command = ControlCommand.GetState }, cmdlet.Cancellation).Node;
        }
        catch (HaVipException e)
        {
            problem = e.Message;
            return null;
        }
    }

    private IReadOnlyList<Core.Control.NodeEvent> Events(NodeLocation node)
    {
        try
        {
            using var client = ControlClient.TryConnect(node.ControlSocket, cmdlet.Cancellation);
            return client?.Send(new ControlRequest { Command = ControlCommand.GetEvents }, cmdlet.Cancellation).Events ?? [];
        }
        catch (HaVipException e)
        {
            cmdlet.WriteVerbose($"The events of {node} cannot be read: {e.Message}");
            return [];
        }
    }

    private NodeProbe? Probe(
        NodeLocation node, IReadOnlyList<Settings.InstanceConfiguration> instances, TimeSpan duration, out string? problem)
    {
        problem = node.IsImage ? "an image has no links" : "there is no valid configuration to look by";
        if (node.IsImage || instances.Count == 0) return null;
        try
        {
            var result = Run(node, instances, duration);
            problem = result.ExitCode == 0 ? null : result.Complaint;
            return result.ExitCode == 0
                ? JsonSerializer.Deserialize(string.Concat(result.Output), ControlJson.Default.NodeProbe)
                : null;
        }
        catch (Exception e) when (e is HaVipException or JsonException)
        {
            problem = e.Message;
            return null;
        }
    }

    private CommandResult Run(
        NodeLocation node, IReadOnlyList<Settings.InstanceConfiguration> instances, TimeSpan duration)
    {
        List<string> arguments = ["probe", $"--config={node.ConfigurationPath}"];
        arguments.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"--duration={(long)duration.TotalMilliseconds}ms"));
        if (node.NetworkNamespace is { } ns) arguments.Add($"--network-namespace={ns}");
        arguments.AddRange(instances.Select(instance => $"--instance={instance.Name}"));
        using var report = new WaitReport(cmdlet, $"Looking at {node}", duration);
        var running = Task.Run(
            () => ExternalCommand.Run(RunnerBinary.Find(), arguments, null, duration + ProbePatience, cmdlet.Cancellation));
        while (!running.Wait(TimeSpan.FromMilliseconds(100), cmdlet.Cancellation)) report.Show("what passes on its links");
        return running.GetAwaiter().GetResult();
    }
}
