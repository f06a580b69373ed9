using System.Management.Automation;
using HaVip.Core.Control;
using HaVip.Core.Wire;
using HaVip.PowerShell.Nodes;
using Wire = HaVip.Core.Control;

namespace HaVip.PowerShell.Connection;

/// <summary>Reads and resets the counters of a runner's instances.</summary>
internal static class StatisticReader
{
    private const string HmacPrefix = "Hmac";

    /// <summary>In the order of the checks. A foreign virtual router id is nobody's, so no instance counts it.</summary>
    private static readonly string[] Reasons = [.. Enum.GetNames<RejectReason>()
        .Except([nameof(RejectReason.None), nameof(RejectReason.UnknownVirtualRouterId)])];

    /// <summary>The counts of the target's instances; with <paramref name="reset"/> as they were before it.</summary>
    /// <exception cref="HaVipException">RunnerNotRunning, RunnerTooOld and those of the connection.</exception>
    public static IEnumerable<InstanceStatistic> Read(
        NodeLocation location, ControlClient client, IReadOnlyList<string> names, bool reset, CancellationToken stopping)
    {
        var command = reset ? ControlCommand.ResetStatistic : ControlCommand.GetState;
        var node = client.Send(new ControlRequest { Command = command, Instances = names }, stopping).Node!;
        return node.Instances.Select(instance => Read(location, node, instance)).ToList();
    }

    /// <summary>Before anything is asked of a runner that it may not know.</summary>
    public static void CheckVersion(NodeLocation location, ControlClient client, CancellationToken stopping)
    {
        var node = client.Send(new ControlRequest { Command = ControlCommand.GetState }, stopping).Node!;
        if (node.Instances.Any(instance => instance.Counters.SinceUnixMicroseconds is null))
            throw TooOld(location, node.RunnerVersion);
    }

    private static InstanceStatistic Read(NodeLocation location, Wire.NodeState node, Wire.InstanceState instance)
    {
        var state = ResponseReader.State(location, node, instance);
        var counters = instance.Counters;
        return new InstanceStatistic
        {
            Node = state.Node,
            NetworkNamespace = state.NetworkNamespace,
            RootPath = state.RootPath,
            ControlSocket = state.ControlSocket,
            Name = state.Name,
            State = state.State,
            Interface = state.Interface,
            VirtualRouterId = state.VirtualRouterId,
            Sent = counters.AdvertisementsSent,
            Received = counters.AdvertisementsReceived,
            PriorityZeroSent = counters.PriorityZeroSent,
            PriorityZeroReceived = counters.PriorityZeroReceived,
            Dropped = counters.Rejected.Values.Sum(),
            DroppedByReason = Reasons.ToDictionary(reason => reason, reason => Count(counters.Rejected, reason)),
            Tolerated = counters.Tolerated.Values.Sum(),
            HmacVerdicts = Verdicts(counters),
            LateTimers = counters.LateTimers,
            LateWakes = counters.LateWakes,
            FalseAlarms = counters.FalseAlarms,
            LeasesRenewed = counters.LeasesRenewed,
            Transitions = counters.Transitions,
            BecameMaster = counters.BecameMaster,
            ReleasedMaster = counters.ReleasedMaster,
            RivalsRejected = counters.RivalsRejected,
            AnnouncementsSent = counters.AnnouncementsSent,
            HandoversCompleted = counters.HandoversCompleted,
            HandoversFailed = counters.HandoversFailed,
            Since = UnixTime.ToLocal(counters.SinceUnixMicroseconds ?? 0),
            Time = state.Time,
        };
    }

    private static Dictionary<string, long> Verdicts(Wire.InstanceCounters counters)
    {
        var verdicts = new Dictionary<string, long> { ["Verified"] = counters.HmacVerified };
        foreach (var reason in Reasons.Where(reason => reason.StartsWith(HmacPrefix, StringComparison.Ordinal)))
            verdicts[reason[HmacPrefix.Length..]] = Count(counters.Rejected, reason) + Count(counters.Tolerated, reason);
        return verdicts;
    }

    private static long Count(IReadOnlyDictionary<string, long> counts, string reason) =>
        counts.TryGetValue(reason, out var count) ? count : 0;

    private static HaVipException TooOld(NodeLocation location, string version) => new(
        "RunnerTooOld",
        ErrorCategory.NotImplemented,
        $"The node runner at {location.ControlSocket} has version {version}, which does not tell its statistic.",
        $"Replace the runner by this module's: Restart-HaVipInstance{location.Arguments}",
        location.ControlSocket);
}
