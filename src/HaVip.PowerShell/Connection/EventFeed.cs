using HaVip.Core.Control;
using HaVip.PowerShell.Nodes;
using NodeEvent = HaVip.NodeEvent;

namespace HaVip.PowerShell.Connection;

/// <summary>The events of one runner in their order, each once.</summary>
internal sealed class EventFeed(NodeLocation location, ControlClient client, CancellationToken stopping)
{
    private NodeState? _runner;

    /// <summary>The sequence number of the last event read; the next is the one after it.</summary>
    public long Last { get; set; }

    /// <summary>Who answers; its process and start tell it from every other runner.</summary>
    public NodeState Runner =>
        _runner ??= client.Send(new ControlRequest { Command = ControlCommand.GetState }, stopping).Node!;

    /// <summary>What happened since the last call, waiting for the first no longer than the limit.</summary>
    public IReadOnlyList<NodeEvent> Next(TimeSpan limit)
    {
        var node = Runner.Name;
        var response = client.Send(
            new ControlRequest
            {
                Command = ControlCommand.GetEvents,
                AfterSequence = Last,
                TimeoutMicroseconds = UnixTime.ToMicroseconds(limit),
            },
            stopping);
        var events = response.Events ?? [];
        if (events.Count > 0) Last = events[^1].Sequence;
        return [.. events.Select(e => ResponseReader.Event(location, node, e))];
    }
}
