using HaVip.Core.Control;
using HaVip.Core.Election;

namespace HaVip.Node.Tests.EndToEnd;

/// <summary>A real runner that becomes another while it is Master.</summary>
public sealed class SuccessionTests
{
    /// <summary>Master at once, and nobody notices how long a busy machine takes to start a program.</summary>
    private const string Patient = """
        instances:
          - name: VI_1
            interface: eth0
            virtualRouterId: 52
            addressOwner: true
            advertisementInterval: 30s
            virtualAddresses: [192.168.7.100/24]
            announcements: { delay: 0s }
        """;

    private static readonly ControlRequest GetState = new() { Command = ControlCommand.GetState };

    [Fact]
    public async Task A_service_manager_sees_one_process_that_gets_ready_twice_and_never_stops_giving_signs_of_life()
    {
        await using var lab = await Lab.Create();
        lab.WriteText(1, Patient);
        using var manager = new NotifySocket(Path.Combine(lab.Folder, "notify"));
        var node = lab.Start(1, new Dictionary<string, string>
        {
            ["NOTIFY_SOCKET"] = Path.Combine(lab.Folder, "notify"),
            ["WATCHDOG_USEC"] = "200000",
        });
        await manager.Hears("READY=1", 1);
        await manager.Hears("WATCHDOG=1", 1);
        await node.Logs("VI_1: Initialize -> Master");
        var before = (await node.Ask(GetState)).Node!;

        var answer = await node.Ask(Replace(RunningNode.Program));

        Assert.Null(answer.Error);
        Assert.Equal(node.ProcessId, answer.Node!.ProcessId);
        Assert.Equal(before.StartedUnixMicroseconds, answer.Node.StartedUnixMicroseconds);
        var since = answer.Node.Instances[0].Counters.SinceUnixMicroseconds!.Value;
        Assert.InRange(since - before.Instances[0].Counters.SinceUnixMicroseconds!.Value, -1_000_000, 1_000_000);
        await manager.Hears("READY=1", 2);
        await manager.Hears("WATCHDOG=1", manager.Count("WATCHDOG=1") + 1);
        await node.Logs("goes on for");
        await node.Signal("TERM");
        await manager.Hears("STOPPING=1", 1);
        Assert.Equal(0, await node.Exit());
    }

    [Fact]
    public async Task A_client_that_waits_for_events_gets_those_of_both_runners_on_one_connection()
    {
        await using var lab = await Lab.Create();
        lab.WriteText(1, Patient);
        var node = lab.Start(1);
        await node.Logs("announced");
        var seen = (await node.Ask(new ControlRequest { Command = ControlCommand.GetEvents })).Events![^1].Sequence;
        var waiting = node.Ask(new ControlRequest
        {
            Command = ControlCommand.GetEvents,
            AfterSequence = seen + 1,
            TimeoutMicroseconds = 60_000_000,
        });

        Assert.Null((await node.Ask(Replace(RunningNode.Program))).Error);

        // The first event after what was seen is the runner's last, the next its successor's first.
        Assert.Equal((seen + 2, "RunnerReplaced"), ((await waiting).Events![0].Sequence, (await waiting).Events![0].Kind));
        Assert.Equal(VrrpState.Master, (await node.Ask(GetState)).Node!.Instances[0].State);
        var counters = (await node.Ask(GetState)).Node!.Instances[0].Counters;
        Assert.Equal(1, counters.BecameMaster);
        Assert.Equal(0, counters.ReleasedMaster);
    }

    private static ControlRequest Replace(string program) => new()
    {
        Command = ControlCommand.Replace,
        Runner = program,
        TimeoutMicroseconds = 60_000_000,
    };
}
