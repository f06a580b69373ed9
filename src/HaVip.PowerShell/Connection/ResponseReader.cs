using HaVip.PowerShell.Nodes;
using Wire = HaVip.Core.Control;

namespace HaVip.PowerShell.Connection;

/// <summary>Turns what a runner answers into what a cmdlet writes.</summary>
internal static class ResponseReader
{
    public static InstanceState State(NodeLocation location, Wire.NodeState node, Wire.InstanceState state) => new()
    {
        Node = node.Name,
        NetworkNamespace = location.NetworkNamespace ?? (location.HasFiles ? null : node.NetworkNamespace),
        RootPath = location.RootPath,
        ControlSocket = location.ControlSocket,
        Name = state.Name,
        State = state.State,
        Reason = state.Reason,
        Interface = state.Interface,
        Paths = [.. state.Paths.Select(Path)],
        VirtualRouterId = state.VirtualRouterId,
        AddressFamily = state.AddressFamily,
        Version = state.Version,
        Priority = state.Priority,
        EffectivePriority = state.EffectivePriority,
        Group = state.Group,
        Tracked = [.. state.Tracked.Select(Tracked)],
        Notification = [.. state.Notifications.Select(Notification)],
        MasterAddress = state.MasterAddress,
        MasterPriority = state.MasterPriority,
        VirtualAddress = [.. state.VirtualAddresses],
        VirtualRoute = [.. state.VirtualRoutes],
        RivalMacAddress = state.RivalMacAddress,
        RivalAddress = state.RivalAddress,
        RivalSince = state.RivalSinceUnixMicroseconds is { } since ? UnixTime.ToLocal(since) : null,
        SplitBrainProbe = UnixTime.ToSpan(state.SplitBrainProbeMicroseconds),
        ProbedAt = state.ProbedUnixMicroseconds is { } probed ? UnixTime.ToLocal(probed) : null,
        Preempt = state.Preempt,
        AcceptMode = state.AcceptMode,
        Held = state.Held,
        Suspended = state.Suspended,
        HoldRemaining = state.HoldRemainingMicroseconds is { } hold ? UnixTime.ToSpan(hold) : null,
        AdvertisementInterval = UnixTime.ToSpan(state.AdvertisementIntervalMicroseconds),
        MasterDownInterval = UnixTime.ToSpan(state.MasterDownIntervalMicroseconds),
        Since = UnixTime.ToLocal(state.SinceUnixMicroseconds),
        Transitions = state.Transitions,
        Counters = Counters(state.Counters),
        ProcessId = node.ProcessId,
        Time = UnixTime.ToLocal(node.TimeUnixMicroseconds),
    };

    private static TrackedState Tracked(Wire.TrackedState tracked) => new()
    {
        Kind = tracked.Kind,
        Name = tracked.Name,
        Health = tracked.Health,
        Weight = tracked.Weight,
        Contribution = tracked.Contribution,
    };

    private static NotificationState Notification(Wire.NotificationState notification) => new()
    {
        Target = notification.Target,
        Event = notification.Event,
        Status = notification.Status,
        Attempts = notification.Attempts,
        Failure = notification.Failure,
        Changed = notification.Status == Wire.NotificationStatus.None
            ? null
            : UnixTime.ToLocal(notification.ChangedUnixMicroseconds),
    };

    public static NodeEvent Event(NodeLocation location, string node, Wire.NodeEvent e) => new()
    {
        Node = node,
        NetworkNamespace = location.NetworkNamespace,
        RootPath = location.RootPath,
        ControlSocket = location.ControlSocket,
        Time = UnixTime.ToLocal(e.TimeUnixMicroseconds),
        Kind = e.Kind,
        Instance = e.Instance,
        FromState = e.FromState,
        ToState = e.ToState,
        Reason = e.Message,
        Peer = e.Peer,
        PeerMacAddress = e.PeerMacAddress,
        Sequence = e.Sequence,
    };

    public static FailoverResult Failover(NodeLocation location, string node, Wire.FailoverOutcome outcome) => new()
    {
        Node = node,
        NetworkNamespace = location.NetworkNamespace,
        RootPath = location.RootPath,
        ControlSocket = location.ControlSocket,
        Instance = outcome.Instance,
        Direction = outcome.Direction,
        Completed = outcome.Completed,
        PreviousMaster = outcome.PreviousMaster,
        NewMaster = outcome.NewMaster,
        Duration = UnixTime.ToSpan(outcome.DurationMicroseconds),
    };

    private static InstancePath Path(Wire.PathState path) => new()
    {
        Interface = path.Interface,
        Status = path.Status,
        Source = path.Source,
        Destination = [.. path.Destinations],
        Heard = path.HeardUnixMicroseconds is { } heard ? UnixTime.ToLocal(heard) : null,
    };

    private static InstanceCounters Counters(Wire.InstanceCounters counters) => new()
    {
        AdvertisementsSent = counters.AdvertisementsSent,
        AdvertisementsReceived = counters.AdvertisementsReceived,
        BecameMaster = counters.BecameMaster,
        ReleasedMaster = counters.ReleasedMaster,
        PriorityZeroSent = counters.PriorityZeroSent,
        PriorityZeroReceived = counters.PriorityZeroReceived,
        RivalsRejected = counters.RivalsRejected,
        AnnouncementsSent = counters.AnnouncementsSent,
        Rejected = counters.Rejected,
    };
}
