using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Tests.Election;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Engine;

/// <summary>The rules of a group, one by one, in a node with the routers 52 on eth0 and 53 on eth1.</summary>
public sealed class GroupTests
{
    private readonly ActionList _actions = new();
    private readonly NodeEngine _engine;
    private Instant _now = new(1_000_000_000);

    public GroupTests()
    {
        _engine = new NodeEngine(Node("VI_1", "VI_2"), _now);
        foreach (var (name, index) in new[] { ("eth0", 2), ("eth1", 3) })
            _engine.InterfaceChanged(RouterFixture.Eth0 with { Name = name, Index = index }, _now, _actions);
        _engine.Start(First, _now, _actions);
    }

    private VirtualRouter First => _engine.Routers[0];

    private VirtualRouter Second => _engine.Routers[1];

    private (VrrpState First, VrrpState Second) States => (First.State, Second.State);

    [Fact]
    public void Start_of_one_starts_all() => Assert.Equal((VrrpState.Backup, VrrpState.Backup), States);

    [Fact]
    public void None_is_promoted_before_all_want_to_be_and_then_all_are()
    {
        for (var i = 0; i < 10; i++)
        {
            Hear(Second, 200);
            Run(Duration.FromSeconds(1));
        }

        Assert.Equal((VrrpState.Backup, VrrpState.Backup), States);
        Assert.Equal("would be Master, but not every instance of the group G would", EventText.Explain(First));
        Run(Second.MasterDownInterval);
        Assert.Equal((VrrpState.Master, VrrpState.Master), States);
        Assert.Equal((TransitionReason.NoAdvertisement, TransitionReason.NoAdvertisement), (First.Reason, Second.Reason));
    }

    [Fact]
    public void Fault_of_one_is_the_fault_of_all_after_a_goodbye_and_ends_for_all()
    {
        BecomeMaster();
        _actions.Clear();
        _engine.InterfaceChanged(RouterFixture.Eth0 with { Name = "eth0", IsUp = false }, _now, _actions);
        Assert.Equal((VrrpState.Fault, VrrpState.Master), States);
        Assert.True(Second.HandingOver);
        Assert.Contains(_actions.Span.ToArray(), a => a is { Kind: ActionKind.SendAdvertisement, Priority: 0 } && a.Router == Second);

        Hear(Second, 99);
        Run(ElectionTimes.Linger);
        Assert.Equal((VrrpState.Fault, VrrpState.Fault), States);
        Assert.Equal("VI_1 of the group G is in Fault", EventText.Explain(Second));
        _engine.InterfaceChanged(RouterFixture.Eth0, _now, _actions);
        Assert.Equal((VrrpState.Backup, VrrpState.Backup), States);
    }

    [Fact]
    public void One_that_hears_a_better_Master_takes_all_along_without_a_goodbye_of_the_others()
    {
        BecomeMaster();
        _actions.Clear();
        Hear(First, 200);
        Assert.Equal((VrrpState.Backup, VrrpState.Backup), States);
        Assert.Equal(TransitionReason.GroupFollowed, Second.Reason);
        Assert.DoesNotContain(_actions.Span.ToArray(), a => a is { Kind: ActionKind.SendAdvertisement, Priority: 0 });
        Assert.Contains(_actions.Span.ToArray(), a => a.Kind == ActionKind.ReleaseAddresses && a.Router == Second);
    }

    [Fact]
    public void Give_of_one_gives_all_and_each_keeps_its_addresses_until_its_own_are_taken()
    {
        BecomeMaster();
        Assert.Equal(HandoverRefusal.None, _engine.Give(Second, null, false, _now, _actions));
        Assert.Equal((true, true), (First.HandingOver, Second.HandingOver));
        Hear(First, 99);
        Run(ElectionTimes.Linger);
        Assert.Equal((VrrpState.Backup, VrrpState.Master), States);
        Hear(Second, 99);
        Run(ElectionTimes.Linger);
        Assert.Equal((VrrpState.Backup, VrrpState.Backup), States);
        Assert.Equal((true, true), (First.Held, Second.Held));
    }

    [Fact]
    public void Give_that_only_one_is_relieved_of_ends_for_all()
    {
        BecomeMaster();
        _engine.Give(First, null, false, _now, _actions);
        Hear(First, 99);
        for (var i = 0; i < 5; i++)
        {
            Run(Duration.FromSeconds(1));
            Hear(First, 99);
        }

        Assert.Equal((VrrpState.Backup, VrrpState.Backup), States);
    }

    [Fact]
    public void Give_that_nobody_wants_leaves_all_in_office()
    {
        BecomeMaster();
        _engine.Give(First, null, false, _now, _actions);
        Run(First.MasterDownInterval);
        Assert.Equal((VrrpState.Master, VrrpState.Master), States);
        Assert.Equal((false, false), (First.HandingOver, Second.HandingOver));
    }

    [Fact]
    public void Take_of_one_takes_all_and_is_refused_for_all_where_one_cannot()
    {
        Hear(First, 150);
        Hear(Second, 255);
        Assert.Equal(HandoverRefusal.MasterIsAddressOwner, _engine.Take(First, null, _now, _actions));
        Assert.Equal((VrrpState.Backup, VrrpState.Backup), States);
        Assert.Equal((false, false), (First.Held, Second.Held));
        Hear(Second, 160);
        _now += new Duration(1);
        Assert.Equal(HandoverRefusal.None, _engine.Take(First, null, _now, _actions));
        Assert.Equal((VrrpState.Master, VrrpState.Master), States);
        Assert.Equal((151, 161), (First.Priority, Second.Priority));
    }

    [Fact]
    public void Command_for_each_instance_of_a_group_is_carried_out_once()
    {
        BecomeMaster();
        Assert.Equal(HandoverRefusal.None, _engine.Give(First, null, false, _now, _actions));
        Assert.Equal(HandoverRefusal.None, _engine.Give(Second, null, false, _now, _actions));
    }

    [Fact]
    public void Suspension_and_resumption_of_one_are_those_of_all()
    {
        Hear(First, 150);
        Hear(Second, 150);
        _engine.Suspend(First, true, false, _now, _actions);
        Assert.Equal((true, true), (First.Suspended, Second.Suspended));
        _now += new Duration(1);
        _engine.Resume(Second, FailbackMode.Policy, _now, _actions);
        Assert.Equal((false, false), (First.Suspended, Second.Suspended));
    }

    [Fact]
    public void Stop_of_one_stops_all()
    {
        BecomeMaster();
        _engine.Stop(Second, _now, _actions);
        Run(Duration.FromSeconds(5));
        Assert.Equal((VrrpState.Stopped, VrrpState.Stopped), States);
    }

    [Fact]
    public void Reload_that_makes_a_group_of_a_Master_and_a_Backup_brings_them_together_by_a_hand_over()
    {
        Apply();
        Hear(Second, 200);
        Run(First.MasterDownInterval - Duration.FromMilliseconds(100));
        Hear(Second, 200);
        Run(Duration.FromMilliseconds(200));
        Hear(Second, 200);
        Assert.Equal((VrrpState.Master, VrrpState.Backup), States);

        Apply("VI_1", "VI_2");
        Assert.True(First.HandingOver);
        Hear(First, 200);
        Run(ElectionTimes.Linger);
        Assert.Equal((VrrpState.Backup, VrrpState.Backup), States);
        Assert.Equal(TransitionReason.GroupFollowed, First.Reason);
    }

    [Fact]
    public void Track_of_the_group_counts_for_each_of_its_instances()
    {
        var node = Node("VI_1", "VI_2");
        _engine.Apply(
            node with { Groups = [node.Groups[0] with { TrackingWeight = true, Track = new() { Checks = [new("web") { Weight = -30 }] } }] },
            _now,
            _actions);
        _engine.CheckSeen("web", Health.Bad, null, _now, _actions);
        Assert.Equal((70, 70), (First.Priority, Second.Priority));
    }

    private void BecomeMaster()
    {
        Run(First.MasterDownInterval);
        Assert.Equal((VrrpState.Master, VrrpState.Master), States);
    }

    private void Apply(params string[] group) => _engine.Apply(Node(group), _now, _actions);

    private static NodeConfiguration Node(params string[] group) => new()
    {
        Instances =
        [
            RouterFixture.Seed,
            RouterFixture.Seed with { Name = "VI_2", Interface = "eth1", VirtualRouterId = 53, VirtualAddresses = [Bytes.Virtual("192.168.8.100/24")] },
        ],
        Groups = group.Length == 0 ? [] : [new GroupConfiguration { Name = "G", Instances = group }],
    };

    private void Run(Duration duration)
    {
        var end = _now + duration;
        while (_engine.NextDeadline <= end)
        {
            _now = _engine.NextDeadline < _now ? _now : _engine.NextDeadline;
            _engine.Advance(_now, _actions);
        }

        _now = end;
    }

    private void Hear(VirtualRouter router, byte priority)
    {
        var packet = new ReceivedPacket
        {
            InterfaceIndex = router.Interface.Index,
            Source = Bytes.Address(RouterFixture.Peer),
            Destination = VrrpGroup.IPv4,
            TimeToLive = 255,
            Payload = RouterFixture.Advertisement(router.Configuration, priority),
        };
        _engine.Receive(packet, _now, _actions);
    }
}
