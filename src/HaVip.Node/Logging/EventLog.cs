using HaVip.Core.Control;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Node.Time;

namespace HaVip.Node.Logging;

/// <summary>Where everything worth telling goes: each event is one entry of the ring and one line of the log.</summary>
internal sealed class EventLog(Action<string> write, bool forJournal)
{
    public EventRing Ring { get; } = new();

    /// <summary>An event of the host.</summary>
    public void Add(EventKind kind, string? instance, string message) => Add(new NodeEvent
    {
        TimeUnixMicroseconds = MonotonicClock.UnixMicroseconds,
        Kind = kind.ToString(),
        Instance = instance,
        Message = message,
    }, LevelOf(kind));

    /// <summary>An event of the engine.</summary>
    public void Add(in EngineAction report) => Add(new NodeEvent
    {
        TimeUnixMicroseconds = MonotonicClock.UnixMicroseconds,
        Kind = report.Event.ToString(),
        Instance = report.Router.Name,
        FromState = report.Event == EventKind.Transition ? report.From : null,
        ToState = report.Event == EventKind.Transition ? report.To : null,
        Message = EventText.Describe(report),
        Peer = report.Peer.Family == AddressFamily.None ? null : report.Peer.ToString(),
        PeerMacAddress = report.Neighbor == default ? null : report.Neighbor.MacAddress.ToString(),
    }, LevelOf(report.Event));

    private void Add(NodeEvent entry, LogLevel level)
    {
        Ring.Add(entry);
        write(forJournal
            ? LogLine.FormatForJournal(level, entry.Instance, entry.Message)
            : LogLine.Format(level, entry.TimeUnixMicroseconds, entry.Instance, entry.Message));
    }

    private static LogLevel LevelOf(EventKind kind) => kind switch
    {
        EventKind.KernelFault or EventKind.ConfigurationRefused or EventKind.ReplacementRefused
            or EventKind.StateFault or EventKind.SplitBrain => LogLevel.Error,
        EventKind.RivalRejected or EventKind.PacketRejected or EventKind.AddressListDiffers
            or EventKind.HandoverFailed or EventKind.ControlFault or EventKind.PathDown
            or EventKind.PathSilent or EventKind.NotificationFailed => LogLevel.Warning,
        _ => LogLevel.Info,
    };
}
