using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

/// <summary>Every input in every order, three deep, from every kind of start; what must always hold is checked after each.</summary>
public sealed class StateInputMatrixTests
{
    private const int ActionLimit = 16;

    private static readonly Dictionary<string, Func<RouterFixture, string[]>> Inputs = new()
    {
        ["start"] = node => node.Start(),
        ["stop"] = node => node.Stop(),
        ["stop now"] = node => node.StopNow(),
        ["hear 0"] = node => node.Hear(0),
        ["hear worse"] = node => node.Hear(50),
        ["hear equal, lower address"] = node => node.Hear(100, "192.168.6.1"),
        ["hear equal, higher address"] = node => node.Hear(100, "192.168.6.200"),
        ["hear better"] = node => node.Hear(200),
        ["hear owner"] = node => node.Hear(255),
        ["hear junk"] = node => node.Hear([0x21, 52, 0]),
        ["an interval passes"] = node => node.Run(Duration.FromSeconds(1)),
        ["the master down interval passes"] = node => node.Run(Duration.FromSeconds(4)),
        ["it sleeps too long"] = node => node.Pass(Duration.FromSeconds(30)),
        ["link down"] = node => node.Interface(RouterFixture.Eth0 with { IsUp = false }),
        ["link up"] = node => node.Interface(RouterFixture.Eth0),
        ["interface gone"] = node => node.Interface(RouterFixture.Eth0 with { Index = 0 }),
        ["no packet filter"] = node => node.Filter(false),
        ["packet filter"] = node => node.Filter(true),
        ["give"] = node => node.Give(Duration.FromSeconds(20)).Actions,
        ["take"] = node => node.TakeOver(Duration.FromSeconds(20)).Actions,
        ["failback"] = node => node.Failback().Actions,
        ["reload"] = node => node.Apply(RouterFixture.Seed with { Priority = 120 }),
    };

    private static readonly Dictionary<string, Func<InstanceConfiguration, InstanceConfiguration>> Kinds = new()
    {
        ["usual"] = x => x,
        ["preempt off"] = x => x with { Preempt = false },
        ["preempt delay"] = x => x with { PreemptDelay = Duration.FromSeconds(2) },
        ["accept mode off"] = x => x with { AcceptMode = false },
        ["address owner"] = x => x with { AddressOwner = true },
        ["version 3"] = BackupTests.V3,
    };

    public static TheoryData<string, string> Starts
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var kind in Kinds.Keys)
            {
                foreach (var input in Inputs.Keys) data.Add(kind, input);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public void Any_inputs_in_any_order_leave_every_invariant_standing(string kind, string first)
    {
        foreach (var second in Inputs.Keys)
        {
            foreach (var third in Inputs.Keys)
            {
                foreach (var running in new[] { false, true })
                {
                    var node = new RouterFixture(Kinds[kind]);
                    var owns = false;
                    if (running) Follow(node, ["start", "the master down interval passes"], ref owns);
                    Follow(node, [first, second, third], ref owns);
                }
            }
        }
    }

    private static void Follow(RouterFixture node, string[] inputs, ref bool owns)
    {
        foreach (var input in inputs)
        {
            var before = owns;
            var actions = Inputs[input](node);
            foreach (var action in actions)
            {
                if (action.StartsWith("acquire", StringComparison.Ordinal)) owns = true;
                if (action is "release" || action.StartsWith("retire", StringComparison.Ordinal)) owns = false;
            }

            var story = $"{string.Join(", ", inputs)} at '{input}' ({before} -> {owns}): {string.Join("; ", actions)}";
            CheckInvariants(node, owns, story);
            Assert.True(actions.Length <= ActionLimit * (input.EndsWith("passes", StringComparison.Ordinal) ? 4 : 1), story);
        }
    }

    private static void CheckInvariants(RouterFixture node, bool owns, string story)
    {
        var router = node.Engine.Routers[0];
        Assert.True(owns == (router.State == VrrpState.Master), story);
        Assert.True(router.Priority >= 1, story);
        Assert.True(router.State == VrrpState.Master || !router.HandingOver, story);
        Assert.True(router.State != VrrpState.Initialize, story);
        Assert.True(node.Engine.NextDeadline > node.Now, story);
        var mustWake = router.State is VrrpState.Master or VrrpState.Backup;
        Assert.True(mustWake == (node.Engine.NextDeadline != Instant.Never) || router.HoldDeadline != Instant.Never, story);
        if (mustWake) Assert.True(node.UntilNextDeadline <= router.MasterDownInterval, story);
    }
}
