using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Tests.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Engine;

public sealed class ReloadTests
{
    private static readonly InstanceConfiguration Seed = RouterFixture.Seed;

    [Fact]
    public void Same_configuration_applied_is_not_noticed()
    {
        var node = RouterFixture.Master();
        var deadline = node.Engine.NextDeadline;
        Assert.Empty(node.Apply(Copy(Seed)));
        Assert.Equal(deadline, node.Engine.NextDeadline);
    }

    [Fact]
    public void Priority_changed_on_the_Master_is_advertised_at_once_and_the_state_stays()
    {
        var node = RouterFixture.Master();
        Assert.Equal(["acquire", "advert 150"], node.Apply(Seed with { Priority = 150 }));
        Assert.Equal(VrrpState.Master, node.State);
    }

    [Fact]
    public void Address_added_on_the_Master_is_acquired_and_announced()
    {
        var node = RouterFixture.Master();
        var more = Seed with { VirtualAddresses = [.. Seed.VirtualAddresses, Bytes.Virtual("192.168.7.102/24")] };
        Assert.Equal(["acquire", "announce 5", "advert 100"], node.Apply(more));
    }

    [Fact]
    public void Setting_changed_on_the_Backup_sends_nothing()
    {
        var node = RouterFixture.Backup();
        Assert.Empty(node.Apply(Seed with { Priority = 150 }));
        Assert.Equal(150, node.Router.Priority);
    }

    [Fact]
    public void Virtual_router_id_changed_starts_a_new_virtual_router()
    {
        var node = RouterFixture.Master();
        Assert.Equal(
            [
                "advert 0", "Master -> Stopped Reconfigured", "release", "Stopped -> Initialize Started",
                "Initialize -> Backup Started",
            ],
            node.Apply(Seed with { VirtualRouterId = 53 }));
        Assert.Equal(53, node.Engine.Routers[0].Configuration.VirtualRouterId);
    }

    [Fact]
    public void Instance_that_was_stopped_stays_stopped_when_it_becomes_another_virtual_router()
    {
        var node = new RouterFixture();
        Assert.Empty(node.Apply(Seed with { VirtualRouterId = 53 }));
        Assert.Equal(VrrpState.Stopped, node.Engine.Routers[0].State);
    }

    [Fact]
    public void Address_moved_between_instances_is_released_before_it_is_acquired()
    {
        var node = RouterFixture.Master();
        var taken = Seed with { Name = "VI_2", VirtualRouterId = 60, AddressOwner = true };
        var actions = node.Apply(taken).ToList();
        Assert.True(actions.IndexOf("release") >= 0);
        Assert.True(actions.IndexOf("release") < actions.IndexOf("acquire"));
    }

    [Fact]
    public void Instance_removed_keeps_its_addresses_until_another_node_has_them_and_is_forgotten()
    {
        var node = RouterFixture.Master();
        Assert.Equal(["HandoverStarted", "advert 0"], node.Apply());
        Assert.Empty(node.Engine.Routers);
        Assert.Equal(["quiet"], node.Hear(RouterFixture.Advertisement(Seed, 99)));
        Assert.Equal(
            ["Master -> Stopped StoppedByCommand", "retire in 2s", "HandoverCompleted", "end None"],
            node.Run(ElectionTimes.Linger));
        Assert.Empty(node.Engine.Leaving);
        Assert.Equal(Instant.Never, node.Engine.NextDeadline);
        node.Hear(RouterFixture.Advertisement(Seed, 200));
        Assert.Equal(1, node.Engine.UnknownVirtualRouterIds);
    }

    [Fact]
    public void Instance_removed_leaves_when_nobody_takes_over()
    {
        var node = RouterFixture.Master();
        node.Apply();
        Assert.Contains("release", node.Run(Duration.FromSeconds(10)));
        Assert.Empty(node.Engine.Leaving);
        Assert.Equal(Instant.Never, node.Engine.NextDeadline);
    }

    [Fact]
    public void Instance_that_comes_back_while_it_leaves_starts_anew()
    {
        var node = RouterFixture.Master();
        node.Apply();
        var actions = node.Apply(Seed);
        Assert.Contains("release", actions);
        Assert.Equal("Initialize -> Backup Started", actions[^1]);
        Assert.Empty(node.Engine.Leaving);
        node.Hear(200);
        Assert.Equal(200, node.Router.MasterPriority);
    }

    [Fact]
    public void Suspended_node_s_instances_stay_suspended_when_made_anew_and_added_ones_are_too()
    {
        var node = RouterFixture.Backup();
        node.Suspend(force: true);
        var address = Bytes.Virtual("192.168.7.110/24");
        node.Apply(
            Seed with { VirtualRouterId = 53 },
            Seed with { Name = "VI_2", VirtualRouterId = 60, VirtualAddresses = [address] });
        node.Run(Duration.FromSeconds(20));
        Assert.All(
            node.Engine.Routers,
            router => Assert.Equal((true, VrrpState.Backup), (router.Suspended, router.State)));
    }

    [Fact]
    public void Instance_added_starts_on_an_interface_already_known()
    {
        var node = RouterFixture.Backup();
        node.Apply(Seed, Seed with { Name = "VI_2", VirtualRouterId = 60, VirtualAddresses = [Bytes.Virtual("192.168.7.110/24")] });
        Assert.Equal(VrrpState.Backup, node.Engine.Find("VI_2")!.State);
    }

    [Fact]
    public void Fifty_reloads_of_other_settings_never_move_the_Master()
    {
        var node = RouterFixture.Master();
        for (var i = 0; i < 50; i++)
        {
            node.Apply(Seed with { Priority = (byte)(100 + (i % 2)) });
            node.Run(new Duration(300_000));
            Assert.Equal(VrrpState.Master, node.State);
        }
    }

    private static InstanceConfiguration Copy(InstanceConfiguration seed) => seed with
    {
        VirtualAddresses = [.. seed.VirtualAddresses.Select(x => x with { })],
        ExcludedAddresses = [.. seed.ExcludedAddresses],
    };
}
