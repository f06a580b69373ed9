using HaVip.Core.Control;
using HaVip.PowerShell.Nodes;

namespace HaVip.PowerShell.Connection;

/// <summary>The events of one runner in their order, each once.</summary>
internal sealed class EventFeed(NodeLocation location, ControlClient client, CancellationToken stopping)
{
    private string? _node;
    private long _last;

    /// <summary>What happened since the last call, waiting for the first no longer than the limit.</summary>
    public IReadOnlyList<NodeEvent> Next(TimeSpan limit)
    {
        _node ??= client.Send(new ControlRequest { Command = ControlCommand.GetState }, stopping).Node?.Name ?? "";
        var response = client.Send(
            new ControlRequest
            {
                Command = ControlCommand.GetEvents,
                AfterSequence = _last,
                TimeoutMicroseconds = UnixTime.ToMicroseconds(limit),
            },
            stopping);
        var events = response.Events ?? [];
        if (events.Count > 0) _last = events[^1].Sequence;
        return [.. events.Select(e => ResponseReader.Event(location, _node, e))];
    }
}
