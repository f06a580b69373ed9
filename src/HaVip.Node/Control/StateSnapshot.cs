using HaVip.Core.Control;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Node.Time;

namespace HaVip.Node.Control;

/// <summary>The node as it is, in the words of the control protocol.</summary>
internal static class StateSnapshot
{
    /// <param name="engine">Where the state is.</param>
    /// <param name="facts">What does not change.</param>
    /// <param name="instances">The instances to tell of; null means all.</param>
    /// <param name="now">The time of the snapshot.</param>
    /// <param name="notifications">Knows what became of the news of an instance.</param>
    public static NodeState Of(
        NodeEngine engine,
        RunnerFacts facts,
        IReadOnlyList<string>? instances,
        Instant now,
        Func<VirtualRouter, IReadOnlyList<NotificationState>> notifications)
    {
        var wall = MonotonicClock.UnixMicroseconds;
        var routers = engine.Routers.Where(router => instances is null || instances.Contains(router.Name));
        return new NodeState
        {
            Name = engine.Configuration.Node.Name ?? Environment.MachineName,
            NetworkNamespace = facts.NetworkNamespace,
            RunnerVersion = facts.Version,
            ProcessId = Environment.ProcessId,
            ConfigurationPath = facts.ConfigurationPath,
            TimeUnixMicroseconds = wall,
            StartedUnixMicroseconds = facts.StartedUnixMicroseconds,
            Instances = [.. routers.Select(router => Of(router, now, wall) with { Notifications = notifications(router) })],
        };
    }

    private static InstanceState Of(VirtualRouter router, Instant now, long wall)
    {
        var configuration = router.Configuration;
        return new InstanceState
        {
            Name = router.Name,
            State = router.State,
            Reason = EventText.Explain(router),
            Interface = configuration.Interface,
            Paths = [.. router.Paths.Select(path => Of(router, path, now, wall))],
            VirtualRouterId = configuration.VirtualRouterId,
            AddressFamily = router.Family,
            Version = configuration.Version,
            Priority = configuration.BasePriority,
            EffectivePriority = router.Priority,
            MasterAddress = Text(router.MasterAddress),
            MasterPriority = router.MasterPriority,
            VirtualAddresses = [.. configuration.VirtualAddresses.Select(address => address.ToString())],
            VirtualRoutes = [.. configuration.VirtualRoutes.Select(route => route.ToString())],
            RivalMacAddress = router.Rival?.MacAddress.ToString(),
            RivalAddress = router.Rival?.Address.ToString(),
            RivalSinceUnixMicroseconds = router.Rival is { } rival ? wall - (now - rival.Since).Microseconds : null,
            SplitBrainProbeMicroseconds = configuration.SplitBrainProbe.Interval.Microseconds,
            ProbedUnixMicroseconds = router.AskedForRivals is { } asked ? wall - (now - asked).Microseconds : null,
            Preempt = configuration.Preempt,
            AcceptMode = configuration.AcceptMode,
            Held = router.Held,
            Suspended = router.Suspended,
            Group = router.Group?.Name,
            Tracked = [.. router.Tracked.Select(Of)],
            HoldRemainingMicroseconds =
                router.HoldDeadline == Instant.Never ? null : Math.Max(0, (router.HoldDeadline - now).Microseconds),
            AdvertisementIntervalMicroseconds = router.AdvertisementInterval.Microseconds,
            MasterDownIntervalMicroseconds = router.MasterDownInterval.Microseconds,
            SinceUnixMicroseconds = wall - (now - router.Since).Microseconds,
            Transitions = router.Transitions,
            Counters = Of(router.Counters, now, wall),
        };
    }

    private static PathState Of(VirtualRouter router, AdvertisementPath path, Instant now, long wall) => new()
    {
        Interface = path.Interface.Name,
        Status = router.StatusOf(path),
        Source = Text(path.Source),
        Destinations = [.. path.Destinations.ToArray().Select(destination => destination.ToString())],
        HeardUnixMicroseconds = path.Heard is { } heard ? wall - (now - heard).Microseconds : null,
    };

    private static TrackedState Of(TrackedItem item) => new()
    {
        Kind = item.Kind,
        Name = item.Name,
        Health = item.Health,
        Weight = item.Weight,
        Contribution = item.Contribution,
    };

    private static InstanceCounters Of(RouterCounters counters, Instant now, long wall) => new()
    {
        SinceUnixMicroseconds = wall - (now - counters.Since).Microseconds,
        AdvertisementsSent = counters.AdvertisementsSent,
        AdvertisementsReceived = counters.AdvertisementsReceived,
        Transitions = counters.Transitions,
        BecameMaster = counters.BecameMaster,
        ReleasedMaster = counters.ReleasedMaster,
        PriorityZeroSent = counters.PriorityZeroSent,
        PriorityZeroReceived = counters.PriorityZeroReceived,
        RivalsRejected = counters.RivalsRejected,
        AnnouncementsSent = counters.AnnouncementsSent,
        HandoversCompleted = counters.HandoversCompleted,
        HandoversFailed = counters.HandoversFailed,
        LateTimers = counters.LateTimers,
        LateWakes = counters.LateWakes,
        FalseAlarms = counters.FalseAlarms,
        LeasesRenewed = counters.LeasesRenewed,
        HmacVerified = counters.HmacVerified,
        Tolerated = ByReason(counters.Tolerated),
        Rejected = ByReason(counters.Rejected),
    };

    private static Dictionary<string, long> ByReason(Func<RejectReason, long> count) => Enum.GetValues<RejectReason>()
        .Where(reason => count(reason) > 0)
        .ToDictionary(reason => reason.ToString(), count);

    private static string? Text(IpAddress address) =>
        address.Family == AddressFamily.None ? null : address.ToString();
}
