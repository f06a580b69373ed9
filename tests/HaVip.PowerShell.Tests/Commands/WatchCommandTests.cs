using HaVip.Core.Control;
using HaVip.PowerShell.Tests.Connection;
using WireEvent = HaVip.Core.Control.NodeEvent;

namespace HaVip.PowerShell.Tests.Commands;

public sealed class WatchCommandTests : IDisposable
{
    private readonly CmdletSession _session = new();
    private int _connections;

    [Fact]
    public void Events_before_the_watch_are_skipped_and_those_after_come_once()
    {
        using var runner = Runner(after => after == 0 ? [1, 2, 3] : [after + 1, after + 2]);
        var found = Watch(runner, "-Count 4");
        Assert.Equal([4, 5, 6, 7], found.Select(e => e.Sequence));
        Assert.Equal("HaVip.NodeEvent", found[0].GetType().FullName);
        Assert.Contains(runner.Requests, request => request is { AfterSequence: 3, TimeoutMicroseconds: 30_000_000 });
    }

    [Fact]
    public void Forgotten_events_are_told_with_their_number()
    {
        using var runner = Runner(after => after == 0 ? [1] : [after + 5]);
        var found = Watch(runner, "-Count 2");
        Assert.Equal(["EventsLost", "Transition"], found.Select(e => e.Kind));
        Assert.StartsWith("4 events", found[0].Reason);
        Assert.Equal((0, 6), (found[0].Sequence, found[1].Sequence));
    }

    [Fact]
    public void Kind_chooses_and_only_what_was_chosen_is_counted()
    {
        using var runner = Runner(after => after == 0 ? [1] : [after + 1, after + 2]);
        var found = Watch(runner, "-Kind Trans* -Name VI_1 -Count 2");
        Assert.All(found, e => Assert.Equal(("Transition", "VI_1"), (e.Kind, e.Instance)));
    }

    [Fact]
    public void Another_runner_is_told_and_read_from_its_first_event()
    {
        using var runner = FakeRunner.Answering(Restarting);
        var found = Watch(runner, "-Count 5");
        Assert.Equal(["Transition", "RunnerLost", "RunnerFound", "Transition", "Transition"], found.Select(e => e.Kind));
        Assert.Equal([8, 0, 0, 1, 2], found.Select(e => e.Sequence));
    }

    [Fact]
    public void Duration_ends_it()
    {
        using var runner = Runner(_ => []);
        Assert.Empty(Watch(runner, "-Duration 50ms"));
        Assert.Empty(_session.Errors);
    }

    [Fact]
    public void Nothing_there_is_an_error_and_no_wait_for_ever()
    {
        var error = _session.Fail("Watch-HaVipState -ControlSocket /run/havip-there-is-none.sock");
        Assert.Equal("RunnerNotRunning,HaVip.PowerShell.Commands.WatchHaVipStateCommand", error.FullyQualifiedErrorId);
    }

    public void Dispose() => _session.Dispose();

    private List<NodeEvent> Watch(FakeRunner runner, string parameters) =>
        [.. _session.Run($"Watch-HaVipState -ControlSocket $s {parameters}", ("s", runner.Path)).Cast<NodeEvent>()];

    private static FakeRunner Runner(Func<long, long[]> sequences) => FakeRunner.Answering(
        request => request.Command == ControlCommand.GetState
            ? new ControlResponse { Node = FakeNode.State() }
            : Events(sequences(request.AfterSequence)));

    /// <summary>The first runner tells one event and is gone; the second begins with its first.</summary>
    private ControlResponse? Restarting(ControlRequest request)
    {
        if (request.Command == ControlCommand.GetState)
            return new ControlResponse { Node = FakeNode.State(processId: 4242 + _connections++) };
        return (_connections, request.AfterSequence) switch
        {
            (1, 0) => Events(7),
            (1, 7) => Events(8),
            (1, _) => null,
            _ => Events(request.AfterSequence + 1),
        };
    }

    private static ControlResponse Events(params long[] sequences) =>
        new() { Events = [.. sequences.Select(Event)] };

    private static WireEvent Event(long sequence) => new()
    {
        Sequence = sequence,
        TimeUnixMicroseconds = sequence * 1_000_000,
        Kind = sequence % 5 == 0 ? "PacketRejected" : "Transition",
        Instance = "VI_1",
        Message = $"event {sequence}",
    };
}
