using System.Text.Json;
using CsCheck;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Succession;
using HaVip.Core.Tests.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Engine;

public sealed class SuccessionTests
{
    private static readonly Gen<int[]> Happenings = Gen.Int[0, int.MaxValue].Array[0, 60];

    /// <summary>Whatever happened before and happens after, nothing tells the successor from the one it follows.</summary>
    [Fact]
    public void Successor_knows_and_does_what_the_engine_before_it_would() =>
        Gen.Select(Gen.Bool, Happenings, Happenings).Sample((isGrouped, before, after) =>
        {
            var story = new SuccessionStory(isGrouped);
            foreach (var number in before) story.Happen(number);
            if (story.Engine.IsHandingOver) return;
            var successor = story.Succeed();
            story.Engine.SetWallClock(RouterFixture.UnixTime + story.Now.Microseconds, story.Now);
            Assert.Equal(EngineFields.Of(story.Engine), EngineFields.Of(successor.Engine));
            foreach (var number in after.Prepend(SuccessionStory.OneMicrosecond))
            {
                Assert.Equal(story.Happen(number), successor.Happen(number));
                Assert.Equal(story.Engine.NextDeadline, successor.Engine.NextDeadline);
            }
        });

    [Fact]
    public void Every_field_is_looked_at()
    {
        var engine = new SuccessionStory().Engine;
        var before = EngineFields.Of(engine);
        engine.Routers[1].Counters.LateWakes++;
        Assert.NotEqual(before, EngineFields.Of(engine));
    }

    [Fact]
    public void Hand_over_under_way_cannot_be_remembered()
    {
        var node = RouterFixture.Master();
        node.Give();
        Assert.True(node.Engine.IsHandingOver);
        Assert.Throws<InvalidOperationException>(node.Engine.Remember);
        node.Hear(200);
        node.Run(ElectionTimes.Linger);
        Assert.False(node.Engine.IsHandingOver);
        Assert.Equal(VrrpState.Backup, node.Engine.Remember().Routers[0].State);
    }

    [Fact]
    public void Instance_the_memory_does_not_know_begins_stopped()
    {
        var memory = RouterFixture.Master().Engine.Remember() with { Routers = [] };
        var engine = NodeEngine.Recall(SuccessionStory.Configuration, memory);
        Assert.All(engine.Routers, router => Assert.Equal(VrrpState.Stopped, router.State));
        Assert.Equal(Instant.Never, engine.NextDeadline);
    }

    [Fact]
    public void Master_whose_runner_was_replaced_for_too_long_listens_first()
    {
        var node = RouterFixture.Master();
        var configuration = node.Engine.Configuration;
        var engine = NodeEngine.Recall(configuration, node.Engine.Remember());
        var actions = new ActionList();
        var late = node.Now + Duration.FromSeconds(30);
        engine.Advance(late, actions);
        Assert.Equal(VrrpState.Backup, engine.Routers[0].State);
        Assert.Equal(TransitionReason.LateWake, engine.Routers[0].Reason);
    }

    /// <summary>Hosts are asked anew, which takes one question; what was heard of rivals and peers is not lost.</summary>
    [Fact]
    public void Successor_goes_on_with_the_rival_and_the_peers_of_the_Master_before()
    {
        var node = RouterFixture.Master(x => x with { SplitBrainProbe = new() });
        node.Hear(99);
        node.Run(Duration.FromSeconds(5));
        node.Claim();
        node.Run(Duration.FromSeconds(1));
        node.Claim();
        var json = JsonSerializer.Serialize(node.Engine.Remember(), MemoryJson.Default.NodeMemory);
        var successor = NodeEngine.Recall(
            node.Engine.Configuration, JsonSerializer.Deserialize(json, MemoryJson.Default.NodeMemory)!);
        node.Engine.SetWallClock(RouterFixture.UnixTime, node.Now);
        successor.SetWallClock(RouterFixture.UnixTime, node.Now);
        Assert.NotNull(node.Router.Rival);
        Assert.Equal(Known(node.Engine), Known(successor));
        successor.Advance(node.Now, new ActionList());
        Assert.Equal([("eth0", Bytes.Address(RouterFixture.Peer))], successor.WatchedHosts);

        // Who has to ask hosts anew has something to do at once.
        static string[] Known(NodeEngine engine) => EngineFields.Of(engine).Split('\n')[..^1];
    }

    [Fact]
    public void Timers_and_refusals_a_later_version_names_are_skipped()
    {
        var memory = RouterFixture.Master().Engine.Remember();
        var router = memory.Routers[0] with
        {
            Timers = new Dictionary<string, Instant>(memory.Routers[0].Timers) { ["Sundial"] = new(1) },
            RejectReported = new Dictionary<string, Instant> { ["Weather"] = new(1) },
        };
        var engine = NodeEngine.Recall(RouterFixture.Master().Engine.Configuration, memory with { Routers = [router] });
        Assert.Equal(VrrpState.Master, engine.Routers[0].State);
        Assert.NotEqual(new Instant(1), engine.NextDeadline);
    }
}
