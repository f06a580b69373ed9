using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Processes;
using HaVip.PowerShell.Runners;

namespace HaVip.PowerShell.Labs;

/// <summary>Takes a lab down: the processes in its namespaces, the namespaces, its nodes' files.</summary>
internal sealed class LabDemolition(LabPlan plan, Action<TimeSpan> pause)
{
    private static readonly TimeSpan GoodbyeLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(5);

    /// <summary>The processes that run in the lab's namespaces now.</summary>
    public IReadOnlyList<LabProcess> Processes() =>
        [.. plan.Namespaces.Where(NetworkNamespaceName.Exists).SelectMany(ProcessesOf)];

    public IReadOnlyList<string> Folders() =>
        [.. plan.NodeNamespaces.SelectMany(FoldersOf).Where(Directory.Exists)];

    /// <summary>Asks the processes to end, and makes those end that don't.</summary>
    public void EndProcesses(IReadOnlyList<LabProcess> processes)
    {
        foreach (var process in processes) ProcessSignal.SendTerminate(process.Id);
        var left = WaitForEnd(processes, GoodbyeLimit);
        foreach (var process in left) ProcessSignal.SendKill(process.Id);
        left = WaitForEnd(left, EndLimit);
        if (left.Count > 0) throw Unkillable(left);
    }

    public void Remove()
    {
        foreach (var ns in plan.Namespaces.Where(NetworkNamespaceName.Exists))
            ExternalCommand.Require("ip", ["netns", "delete", ns]);
        foreach (var folder in Folders()) Directory.Delete(folder, recursive: true);
        LabRegister.Remove(plan);
    }

    private static IEnumerable<LabProcess> ProcessesOf(string ns)
    {
        foreach (var line in ExternalCommand.Require("ip", ["netns", "pids", ns]))
        {
            var id = int.Parse(line, NumberStyles.None, CultureInfo.InvariantCulture);
            if (LabProcess.TryRead(id, ns) is { } process) yield return process;
        }
    }

    private IEnumerable<string> FoldersOf(string ns)
    {
        var node = new NodeLocation(ns, plan.RootPath);
        return
        [
            node.RuntimeDirectory,
            node.StateDirectory,
            Path.GetDirectoryName(node.ConfigurationPath)!,
            Path.GetDirectoryName(node.LogFile)!,
        ];
    }

    private List<LabProcess> WaitForEnd(IReadOnlyList<LabProcess> processes, TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var left = processes.Where(process => RunnerProcess.IsRunning(process.Id)).ToList();
            if (left.Count == 0 || watch.Elapsed > limit) return left;
            pause(TimeSpan.FromMilliseconds(20));
        }
    }

    private HaVipException Unkillable(IReadOnlyList<LabProcess> left) => new(
        "LabProcessesLeft",
        ErrorCategory.OperationTimeout,
        $"Processes of lab {plan.Name} do not end: {string.Join(", ", left)}.",
        "Look what they wait for in the kernel (/proc/PID/stack) and try again.",
        plan.Name);
}
