using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Node.Kernel;
using HaVip.Node.Ownership;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Ownership;

public sealed class LeaseKeeperTests : IDisposable
{
    private readonly TestNode _node = new();
    private readonly ActionList _actions = new();
    private Instant _now;

    public void Dispose() => _node.Dispose();

    [Fact]
    public void A_masters_addresses_have_the_lease_and_its_route_goes_with_them()
    {
        BecomeMaster(TestNode.Seed());
        Assert.All(_node.Kernel.Addresses, address => Assert.Equal(4u, address.ValidSeconds));
        Assert.Equal("192.168.7.100", Assert.Single(_node.Kernel.Routes).Source.ToString());
    }

    [Fact]
    public void At_one_second_every_advertisement_renews()
    {
        var engine = BecomeMaster(TestNode.Seed());
        _node.Kernel.Log.Clear();
        RunFor(engine, Duration.FromSeconds(10));
        Assert.Equal(10, Renewals("192.168.7.100/24 4"));
        Assert.Equal(Sends(), Renewals("192.168.7.101/24 4"));
    }

    [Fact]
    public void At_a_tenth_of_a_second_a_third_of_the_lease_is_soon_enough()
    {
        var engine = BecomeMaster(Quick());
        _node.Kernel.Log.Clear();
        RunFor(engine, Duration.FromSeconds(6));
        Assert.Equal(60, Sends());
        Assert.Equal(10, Renewals("192.168.7.100/24 2"));
        Assert.True(engine.Routers[0].Counters.LeasesRenewed >= 10);
    }

    [Fact]
    public void A_handover_that_nobody_takes_goes_on_being_renewed()
    {
        var engine = BecomeMaster(TestNode.Seed());
        engine.Give(engine.Routers[0], null, force: false, _now, _actions);
        Turn(engine);
        _node.Kernel.Log.Clear();
        RunFor(engine, Duration.FromSeconds(3));
        Assert.True(engine.Routers[0].HandingOver);
        Assert.InRange(Renewals("192.168.7.100/24 4"), 2, 4);
    }

    [Fact]
    public void A_turn_that_was_interrupted_renews_nothing()
    {
        var engine = BecomeMaster(TestNode.Seed());
        _node.Kernel.Log.Clear();
        var turn = _now;
        _now += Duration.FromSeconds(3);
        _node.Leases.Advance(turn, _now);
        Assert.Empty(_node.Kernel.Log);
        Assert.True(_node.Leases.NextDeadline <= _now);
    }

    [Fact]
    public void A_master_that_wakes_late_renews_nothing_and_lets_go()
    {
        var engine = BecomeMaster(TestNode.Seed());
        _node.Kernel.Log.Clear();
        _now += Duration.FromSeconds(30);
        Turn(engine);
        Assert.Equal(VrrpState.Backup, engine.Routers[0].State);
        Assert.DoesNotContain(_node.Kernel.Log, line => line.StartsWith("renew", StringComparison.Ordinal));
        Assert.Empty(_node.Kernel.Addresses);
        Assert.Equal(Instant.Never, _node.Leases.NextDeadline);
    }

    [Fact]
    public void Without_lease_nothing_is_renewed_and_the_kernel_chooses_the_source()
    {
        _node.Leases.Configure(LeaseSetting.Off);
        var engine = BecomeMaster(TestNode.Seed(), lease: false);
        RunFor(engine, Duration.FromSeconds(10));
        Assert.Equal(0, Renewals(""));
        Assert.All(_node.Kernel.Addresses, address => Assert.Equal(uint.MaxValue, address.ValidSeconds));
        Assert.Equal(default, Assert.Single(_node.Kernel.Routes).Source);
    }

    [Fact]
    public void A_lease_switched_off_and_on_again_holds_for_what_is_owned_without_a_flap()
    {
        var engine = BecomeMaster(TestNode.Seed("VI_1", "192.168.7.100/24"));
        _node.Kernel.Log.Clear();
        _node.Leases.Configure(LeaseSetting.Off);
        Turn(engine);
        _node.Leases.Configure(LeaseSetting.OfSeconds(9));
        Turn(engine);
        Assert.Equal(["renew 192.168.7.100/24 4294967295", "promote False", "renew 192.168.7.100/24 9", "promote True"],
            _node.Kernel.Log);
    }

    [Fact]
    public void An_IPv6_address_of_a_subnet_gets_a_lease_only_when_it_is_added()
    {
        var forever = new KernelAddress(2, FakeKernel.Prefix("fd00:7::100/64"));
        var leased = forever with { ValidSeconds = 4 };
        Assert.False(forever.CanBecome(leased));
        Assert.True(leased.CanBecome(forever));
        var single = new KernelAddress(2, FakeKernel.Prefix("fd00:7::100/128"));
        Assert.True(single.CanBecome(single with { ValidSeconds = 4 }));
    }

    [Fact]
    public void Secondaries_are_promoted_while_leased_and_a_crash_is_undone_by_the_sweep()
    {
        var engine = BecomeMaster(TestNode.Seed());
        Assert.True(_node.Kernel.Promotes);
        Assert.Equal([2], _node.Journal().Read()!.Promoting);
        new LeftoverSweep(_node.Kernel, _node.Journal().Read(), alone: true).Run(_ => "eth0");
        Assert.False(_node.Kernel.Promotes);
        Assert.NotNull(engine);
    }

    [Fact]
    public void Where_promotion_is_on_it_is_asked_for_once_however_many_addresses_there_are()
    {
        _node.Kernel.Promotes = true;
        BecomeMaster(TestNode.Seed("VI_1", "10.0.0.1/24", "10.0.0.2/24", "10.0.0.3/24"));
        Assert.Single(_node.Kernel.Log, "promote True");
    }

    [Fact]
    public void Promotion_ends_with_mastership_and_stays_where_it_was_on()
    {
        var engine = BecomeMaster(TestNode.Seed());
        engine.StopNow(engine.Routers[0], _now, _actions);
        _node.Executor.Execute(_actions);
        Assert.False(_node.Kernel.Promotes);
        Assert.Empty(_node.Journal().Read()!.Promoting);
        _node.Kernel.Promotes = true;
        var again = BecomeMaster(TestNode.Seed());
        again.StopNow(again.Routers[0], _now, _actions);
        _node.Executor.Execute(_actions);
        Assert.True(_node.Kernel.Promotes);
    }

    [Fact]
    public void What_somebody_removed_is_not_renewed_but_put_back_and_told()
    {
        var engine = BecomeMaster(TestNode.Seed());
        Lose("192.168.7.101/24", expired: false);
        _node.Kernel.Log.Clear();
        RunFor(engine, Duration.FromSeconds(1));
        Assert.Equal(0, Renewals("192.168.7.101/24"));
        Assert.False(_node.Kernel.Has("192.168.7.101/24"));
        _node.Reconciler.Repair();
        Assert.Equal(["VI_1"], _node.Reconciler.PutBack);
        Assert.Contains(_node.Lines, line => line.Contains("was removed from eth0 by somebody else and was put back"));
        RunFor(engine, Duration.FromSeconds(1));
        Assert.Equal(1, Renewals("192.168.7.101/24 4"));
    }

    [Fact]
    public void What_the_kernel_took_at_the_end_of_a_lease_is_nobodys_doing()
    {
        BecomeMaster(TestNode.Seed());
        Lose("192.168.7.101/24", expired: true);
        _node.Reconciler.Repair();
        Assert.True(_node.Kernel.Has("192.168.7.101/24"));
        Assert.Empty(_node.Reconciler.PutBack);
    }

    [Fact]
    public void A_lease_that_cannot_be_renewed_is_told_once()
    {
        var engine = BecomeMaster(TestNode.Seed());
        _node.Kernel.Errors["192.168.7.101/24"] = 105;
        RunFor(engine, Duration.FromSeconds(5));
        Assert.Single(_node.Lines, line => line.Contains("the lease of 192.168.7.101/24 cannot be renewed"));
    }

    [Fact]
    public void Renewing_255_addresses_allocates_nothing()
    {
        var addresses = Enumerable.Range(1, 255).Select(last => $"10.0.0.{last}/24").ToArray();
        var silent = new SilentKernel(_node.Kernel);
        var reconciler = new AddressReconciler(silent, _node.Interfaces, _node.Journal(), _node.Events);
        reconciler.Acquire(TestNode.Seed("VI_1", addresses), 4);
        var before = 0L;
        for (var round = 0; round < 200; round++)
        {
            if (round == 100) before = GC.GetAllocatedBytesForCurrentThread();
            reconciler.Gather("VI_1");
            reconciler.Renew();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(200 * 255, silent.Renewed);
    }

    [Fact]
    public void Put_back_more_than_three_times_in_a_minute_is_once_too_often()
    {
        var engine = BecomeMaster(TestNode.Seed());
        var limit = new PutBackLimit();
        var router = engine.Routers[0];
        for (var i = 0; i < 3; i++) Assert.False(limit.Exceeds(router, _now + Duration.FromSeconds(i)));
        Assert.True(limit.Exceeds(router, _now + Duration.FromSeconds(3)));
        Assert.False(limit.Exceeds(router, _now + Duration.FromSeconds(4)));
        for (var i = 1; i < 10; i++) Assert.False(limit.Exceeds(router, _now + Duration.FromSeconds(60 * i)));
    }

    private static InstanceConfiguration Quick() => TestNode.Seed("VI_1", "192.168.7.100/24") with
    {
        Version = 3,
        Authentication = null,
        AdvertisementInterval = Duration.FromMilliseconds(100),
    };

    private void Lose(string prefix, bool expired)
    {
        _node.Kernel.Expire(prefix);
        Assert.True(_node.Reconciler.NoteLost(2, FakeKernel.Prefix(prefix), expired));
    }

    private NodeEngine BecomeMaster(InstanceConfiguration instance, bool lease = true)
    {
        if (lease) _node.Leases.Configure(LeaseSetting.Auto);
        var engine = _node.Engine(_actions, instance);
        _now = new Instant(0);
        RunFor(engine, Duration.FromSeconds(4));
        Assert.Equal(VrrpState.Master, engine.Routers[0].State);
        return engine;
    }

    /// <summary>Turns of the loop, each at the earliest deadline, until the time is over.</summary>
    private void RunFor(NodeEngine engine, Duration time)
    {
        var end = _now + time;
        while (Instant.Min(engine.NextDeadline, _node.Leases.NextDeadline) is var next && next <= end)
        {
            if (next > _now) _now = next;
            Turn(engine);
        }

        _now = end;
    }

    private void Turn(NodeEngine engine)
    {
        engine.Advance(_now, _actions);
        _node.Executor.Execute(_actions);
        _node.Leases.Advance(_now, _now);
    }

    private int Renewals(string what) =>
        _node.Kernel.Log.Count(line => line.StartsWith($"renew {what}", StringComparison.Ordinal));

    private int Sends() => _node.Kernel.Log.Count(line => line.StartsWith("send", StringComparison.Ordinal));
}
