using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

/// <summary>RFC 9568 section 6.4.2.</summary>
public sealed class BackupTests
{
    [Fact]
    public void Silence_for_the_master_down_interval_makes_it_Master_in_order()
    {
        var node = RouterFixture.Backup();
        node.Hear(200);
        Assert.Empty(node.Pass(new Duration(3_609_374)));
        Assert.Equal(
            ["Backup -> Master NoAdvertisement", "acquire", "advert 100", "announce 5"], node.Pass(new Duration(1)));
        Assert.Equal(3_609_375, node.Router.ReasonElapsed.Microseconds);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(255)]
    public void Advertisement_of_the_same_or_higher_priority_restarts_the_timer(byte priority)
    {
        var node = RouterFixture.Backup();
        node.Pass(Duration.FromSeconds(3));
        Assert.Empty(node.Hear(priority));
        Assert.Equal(3_609_375, node.UntilNextDeadline.Microseconds);
        Assert.Equal(priority, node.Router.MasterPriority);
        Assert.Equal(Bytes.Address(RouterFixture.Peer), node.Router.MasterAddress);
    }

    [Fact]
    public void Advertisement_of_lower_priority_is_discarded_and_the_timer_runs_on()
    {
        var node = RouterFixture.Backup();
        for (var i = 0; i < 3; i++)
        {
            node.Pass(Duration.FromSeconds(1));
            Assert.Empty(node.Hear(99));
        }

        Assert.Equal(609_375, node.UntilNextDeadline.Microseconds);
        Assert.Equal(
            ["Backup -> Master Preempted", "acquire from 192.168.6.120 in 2s", "announce 5", "advert 100"], node.Pass(new Duration(609_375)));
    }

    [Fact]
    public void Preempt_off_accepts_a_lower_priority()
    {
        var node = RouterFixture.Backup(x => x with { Preempt = false });
        node.Pass(Duration.FromSeconds(3));
        node.Hear(1);
        Assert.Equal(3_609_375, node.UntilNextDeadline.Microseconds);
    }

    [Fact]
    public void Preempt_delay_accepts_a_lower_priority_until_it_is_over()
    {
        var node = RouterFixture.Backup(x => x with { PreemptDelay = Duration.FromSeconds(10) });
        var seconds = 0;
        while (node.State == VrrpState.Backup && seconds++ < 60)
        {
            node.Hear(99);
            node.Run(Duration.FromSeconds(1));
        }

        Assert.Equal(TransitionReason.Preempted, node.Router.Reason);
        Assert.InRange(seconds, 13, 14);
    }

    [Fact]
    public void Preempt_delay_does_not_delay_a_takeover_after_silence()
    {
        var node = RouterFixture.Backup(x => x with { PreemptDelay = Duration.FromSeconds(100) });
        node.Hear(99);
        node.Run(new Duration(3_609_375));
        Assert.Equal(TransitionReason.NoAdvertisement, node.Router.Reason);
    }

    [Theory]
    [InlineData(1, 19_921)]
    [InlineData(100, 12_187)]
    [InlineData(254, 156)]
    public void Priority_0_sets_the_timer_to_the_priority_s_part_of_20_ms(byte priority, long microseconds)
    {
        var node = RouterFixture.Backup(x => x with { Priority = priority });
        node.Hear(255);
        Assert.Empty(node.Hear(0));
        Assert.Equal(microseconds, node.UntilNextDeadline.Microseconds);
        Assert.Equal(
            ["Backup -> Master MasterSaidGoodbye", "acquire from 192.168.6.120 in 2s", "announce 1", $"advert {priority}", "announce 5"],
            node.Pass(new Duration(microseconds)));
    }

    [Fact]
    public void Priority_0_with_an_interval_shorter_than_20_ms_sets_the_timer_to_the_skew_time()
    {
        var node = RouterFixture.Backup(x => V3(x) with { AdvertisementInterval = Duration.FromCentiseconds(1) });
        node.Hear(0);
        Assert.Equal(node.Router.SkewTime, node.UntilNextDeadline);
        Assert.Equal(6_093, node.UntilNextDeadline.Microseconds);
    }

    [Fact]
    public void Priority_0_with_strict_skew_sets_the_timer_to_the_skew_time()
    {
        var node = RouterFixture.Backup(x => x with { Priority = 99, StrictSkew = true });
        node.Hear(100);
        Assert.Empty(node.Hear(0));
        Assert.Equal(613_281, node.UntilNextDeadline.Microseconds);
        Assert.Equal(
            ["Backup -> Master MasterSaidGoodbye", "acquire from 192.168.6.120 in 2s", "announce 1", "advert 99", "announce 5"],
            node.Pass(new Duration(613_281)));
    }

    [Fact]
    public void Another_master_heard_after_a_goodbye_ends_the_skew_wait()
    {
        var node = RouterFixture.Backup(x => x with { Priority = 99 });
        node.Hear(0);
        node.Hear(100, "192.168.6.130");
        Assert.Equal(3_613_281, node.UntilNextDeadline.Microseconds);
    }

    [Fact]
    public void Version_3_adopts_the_masters_interval_and_computes_skew_and_down_interval_anew()
    {
        var node = RouterFixture.Backup(V3);
        Assert.Equal(["IntervalLearned"], node.Hear(200, interval: Duration.FromCentiseconds(10)));
        Assert.Equal(360_937, node.UntilNextDeadline.Microseconds);
        Assert.Empty(node.Hear(200, interval: Duration.FromCentiseconds(10)));
    }

    [Fact]
    public void Version_3_advertisement_discarded_by_preemption_teaches_no_interval()
    {
        var node = RouterFixture.Backup(V3);
        Assert.Empty(node.Hear(99, interval: Duration.FromCentiseconds(10)));
        Assert.Equal(3_609_375, node.Router.MasterDownInterval.Microseconds);
    }

    [Fact]
    public void Version_3_Backup_that_becomes_Master_advertises_its_own_interval()
    {
        var node = RouterFixture.Backup(V3);
        node.Hear(200, interval: Duration.FromCentiseconds(10));
        node.Run(new Duration(360_937));
        Assert.Equal(VrrpState.Master, node.State);
        Assert.Equal(1_000_000, node.UntilNextDeadline.Microseconds);
    }

    internal static Core.Configuration.InstanceConfiguration V3(Core.Configuration.InstanceConfiguration seed) =>
        seed with { Version = 3, Authentication = null };
}
