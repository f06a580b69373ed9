using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Election;

/// <summary>A Backup that asks the Master's host: what it takes for dead, in which order, and what a false alarm costs.</summary>
public sealed class DetectionTests
{
    private const ulong MasterMac = 0x02_00_00_00_01_20;

    private static readonly Duration Question = Duration.FromMilliseconds(50);
    private static readonly Duration Tick = Duration.FromMilliseconds(10);

    private static InstanceConfiguration Detecting(InstanceConfiguration seed) => seed with { Detection = new() };

    [Fact]
    public void Host_that_stops_answering_is_succeeded_within_a_quarter_of_a_second()
    {
        var node = Following();
        var power = node.Now;
        var actions = Die(node, Duration.FromSeconds(1));
        Assert.Contains("Backup -> Master HostGone", actions);
        Assert.InRange((node.Router.Since - power).Milliseconds, 100, 250);
        Assert.Equal(
            $"the host of 192.168.6.120 (priority 200) no longer answers, and no advertisement for {node.Router.ReasonElapsed.ToSeconds()}",
            EventText.Explain(node.Router));
    }

    [Fact]
    public void Host_that_answers_is_waited_for_as_long_as_the_protocol_says()
    {
        var node = Following();
        var actions = Live(node, Duration.FromSeconds(3), advertises: false);
        Assert.DoesNotContain(actions, line => line.Contains("Master", StringComparison.Ordinal));
        actions = Live(node, Duration.FromSeconds(1), advertises: false);
        Assert.Contains("Backup -> Master NoAdvertisement", actions);
    }

    [Fact]
    public void Host_that_never_answered_says_nothing_by_its_silence()
    {
        var node = RouterFixture.Backup(Detecting);
        node.Hear(200);
        Assert.DoesNotContain("Backup -> Master HostGone", node.Run(Duration.FromSeconds(3)));
    }

    [Fact]
    public void Advertisements_count_more_than_answers()
    {
        var node = Following(x => x with { Version = 3, Authentication = null, AdvertisementInterval = Duration.FromMilliseconds(100) });
        for (var i = 0; i < 50; i++)
        {
            Assert.DoesNotContain("Backup -> Master HostGone", node.Run(Duration.FromMilliseconds(100)));
            node.Hear(200);
        }
    }

    [Fact]
    public void Two_answers_lost_in_a_row_are_no_death()
    {
        var node = Following();
        for (var i = 0; i < 10; i++)
        {
            Assert.DoesNotContain("Backup -> Master HostGone", node.Run(Question * 2));
            Answer(node);
            node.Hear(200);
        }
    }

    [Theory]
    [InlineData(150, 1, 48)]
    [InlineData(100, 1, 48)]
    public void Better_Backup_comes_first_by_its_skew_scaled_to_the_question(byte better, byte worse, long least)
    {
        var first = TakeoverOf(better);
        var second = TakeoverOf(worse);
        Assert.True(second - first >= Duration.FromMilliseconds(least * (better - worse) / 256), $"{second - first}");
    }

    [Fact]
    public void Successor_that_speaks_meanwhile_is_followed()
    {
        var node = Following(x => x with { Priority = 1 });
        while (!node.Run(Tick).Any(line => line.StartsWith("Backup", StringComparison.Ordinal)) && node.UntilNextDeadline > Tick)
        {
            if (node.Router.DeadlineOf(TimerKind.MasterDown) - node.Now < Duration.FromMilliseconds(60)) break;
        }

        node.Hear(150, "192.168.6.130");
        Assert.DoesNotContain("Backup -> Master HostGone", node.Run(Duration.FromSeconds(2)));
        Assert.Equal("192.168.6.130", node.Router.MasterAddress.ToString());
    }

    /// <summary>TooEarly: a worse Master's word left the short time of the dead one's host standing.</summary>
    [Fact]
    public void Worse_Master_that_speaks_meanwhile_is_preempted_no_sooner_than_the_protocol_says()
    {
        var node = Following(x => x with { Priority = 100 });
        var due = node.Router.DeadlineOf(TimerKind.MasterDown);
        for (var i = 0; i < 100 && node.Router.DeadlineOf(TimerKind.MasterDown) == due; i++) node.Run(Tick);
        Assert.True(node.Router.DeadlineOf(TimerKind.MasterDown) < due);
        node.Hear(50, "192.168.6.130");
        Assert.Equal(due, node.Router.DeadlineOf(TimerKind.MasterDown));
    }

    [Fact]
    public void Answer_in_the_last_moment_calls_it_off()
    {
        var node = Following(x => x with { Priority = 1 });
        for (var i = 0; i < 100 && node.Router.DeadlineOf(TimerKind.MasterDown) - node.Now > Question; i++) node.Run(Tick);
        Answer(node);
        Assert.DoesNotContain("Backup -> Master HostGone", Live(node, Duration.FromSeconds(1), advertises: false));
        Assert.Equal(VrrpState.Backup, node.State);
    }

    /// <summary>HostNotGone: the next program went on with the alarm, but an answer was no news to it.</summary>
    [Fact]
    public void Answer_that_the_next_program_hears_calls_it_off_too()
    {
        var node = Following(x => x with { Priority = 1 });
        for (var i = 0; i < 100 && node.Router.DeadlineOf(TimerKind.MasterDown) - node.Now > Question; i++) node.Run(Tick);
        var actions = new ActionList();
        var successor = NodeEngine.Recall(node.Engine.Configuration, node.Engine.Remember());
        successor.Advance(node.Now, actions);
        var answer = new NeighborClaim(Bytes.Address(RouterFixture.Peer), new MacAddress(MasterMac));
        successor.NeighborHeard("eth0", answer, node.Now, actions);
        successor.Advance(node.Now + Duration.FromMilliseconds(500), actions);
        Assert.Equal(VrrpState.Backup, successor.Routers[0].State);
    }

    [Fact]
    public void Living_Master_answers_a_false_alarm_and_the_next_one_takes_twice_as_long()
    {
        var node = Following();
        Die(node, Duration.FromSeconds(1));
        var stepped = node.Hear(200);
        Assert.Equal("FalseAlarm", stepped[0]);
        Assert.Contains("Master -> Backup HigherPriorityHeard", stepped);
        Assert.Equal(1, node.Router.Counters.FalseAlarms);
        Answer(node);
        node.Run(Question);
        Answer(node);
        node.Hear(200);
        var power = node.Now;
        Assert.Contains("Backup -> Master HostGone", Die(node, Duration.FromSeconds(1)));
        Assert.InRange((node.Router.Since - power).Milliseconds, 250, 400);
    }

    [Fact]
    public void Bad_network_cannot_make_it_flap()
    {
        var node = Following();
        var alarms = 0;
        for (var second = 0; second < 60; second++)
        {
            if (node.Run(Duration.FromSeconds(1)).Contains("Backup -> Master HostGone")) alarms++;
            node.Hear(200);
            Answer(node);
        }

        Assert.InRange(alarms, 1, 4);
        Assert.Equal(alarms, node.Router.Counters.FalseAlarms);
    }

    [Fact]
    public void Goodbye_and_suspension_and_the_start_up_delay_stand_above_it()
    {
        var node = Following();
        node.Suspend(drain: false, force: true);
        Assert.DoesNotContain("Backup -> Master HostGone", Die(node, Duration.FromSeconds(2)));
    }

    [Fact]
    public void One_host_is_asked_once_however_many_instances_follow_it()
    {
        var actions = new ActionList();
        var instances = Enumerable.Range(1, 3).Select(i => Detecting(RouterFixture.Seed) with
        {
            Name = $"VI_{i}",
            VirtualRouterId = (byte)i,
            VirtualAddresses = [Bytes.Virtual($"192.168.7.{i}/24")],
        }).ToArray();
        var now = new Instant(1_000_000_000);
        var engine = new NodeEngine(new NodeConfiguration { Instances = instances }, now);
        engine.InterfaceChanged(RouterFixture.Eth0, now, actions);
        foreach (var router in engine.Routers)
        {
            engine.Start(router, now, actions);
            var packet = new ReceivedPacket
            {
                InterfaceIndex = 2,
                Source = Bytes.Address(RouterFixture.Peer),
                Destination = VrrpGroup.IPv4,
                TimeToLive = 255,
                Payload = RouterFixture.Advertisement(router.Configuration, 200),
            };
            engine.Receive(packet, now, actions);
        }

        actions.Clear();
        engine.Advance(now, actions);
        Assert.Equal(1, actions.Span.ToArray().Count(action => action.Kind == ActionKind.ProbeHost));
    }

    private static Instant TakeoverOf(byte priority)
    {
        var node = Following(x => x with { Priority = priority });
        Assert.Contains("Backup -> Master HostGone", Die(node, Duration.FromSeconds(1)));
        return node.Router.Since;
    }

    /// <summary>A Backup that has followed a Master whose host answers, for some seconds.</summary>
    [Fact]
    public void Host_that_is_silent_on_the_first_path_alone_is_not_gone_while_the_heartbeat_is_heard()
    {
        var node = Following(x => x with { Heartbeat = [new HeartbeatPath("eth1")] });
        node.Interface(HeartbeatNode.Eth1);
        for (var i = 0; i < 10; i++)
        {
            node.HearOnEth1(200);
            Assert.DoesNotContain("Backup -> Master HostGone", node.Run(Duration.FromSeconds(1)));
        }

        Assert.Contains("Backup -> Master NoAdvertisement", node.Run(node.Router.MasterDownInterval));
    }

    private static RouterFixture Following(Func<InstanceConfiguration, InstanceConfiguration>? change = null)
    {
        var node = RouterFixture.Backup(x => Detecting((change ?? (y => y))(x)));
        node.Hear(200);
        Live(node, Duration.FromSeconds(3), advertises: true);
        node.Hear(200);
        Assert.Equal(VrrpState.Backup, node.State);
        return node;
    }

    private static string[] Die(RouterFixture node, Duration duration) => node.Run(duration);

    private static string[] Live(RouterFixture node, Duration duration, bool advertises)
    {
        var all = new List<string>();
        for (var passed = Duration.Zero; passed < duration; passed += Tick)
        {
            var step = node.Run(Tick);
            all.AddRange(step);
            if (step.Any(line => line.StartsWith("ask 192.168.6.120", StringComparison.Ordinal))) all.AddRange(Answer(node));
            if (advertises && passed.Milliseconds % 500 == 0) all.AddRange(node.Hear(200));
        }

        return [.. all];
    }

    private static string[] Answer(RouterFixture node) => node.Claim(MasterMac, RouterFixture.Peer);
}
