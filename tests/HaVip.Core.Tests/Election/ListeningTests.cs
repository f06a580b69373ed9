using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

/// <summary>Who listens first: start-up delay, preempt delay after start and Fault, other counts of missed advertisements.</summary>
public sealed class ListeningTests
{
    private static readonly NodeSettings Delayed = new() { StartupDelay = Duration.FromSeconds(30) };

    [Fact]
    public void Startup_delay_holds_a_promotion_after_silence_back_until_it_is_over()
    {
        var node = new RouterFixture(settings: Delayed);
        node.Start();
        node.Run(Duration.FromSeconds(29));
        Assert.Equal(VrrpState.Backup, node.State);
        node.Run(Duration.FromSeconds(1));
        Assert.Equal(VrrpState.Master, node.State);
    }

    [Fact]
    public void Startup_delay_holds_the_address_owner_back_too()
    {
        var node = new RouterFixture(x => x with { AddressOwner = true }, Delayed);
        node.Start();
        Assert.Equal(VrrpState.Backup, node.State);
        node.Run(Duration.FromSeconds(30));
        Assert.Equal(VrrpState.Master, node.State);
    }

    [Fact]
    public void Startup_delay_over_later_starts_are_not_delayed()
    {
        var node = new RouterFixture(settings: Delayed);
        node.Run(Duration.FromSeconds(31));
        node.Start();
        Assert.Equal(3_609_375, node.UntilNextDeadline.Microseconds);
    }

    [Fact]
    public void Preempt_delay_begins_anew_after_a_Fault()
    {
        var node = RouterFixture.Backup(x => x with { PreemptDelay = Duration.FromSeconds(10) });
        HearWorse(node, 9);
        node.Interface(RouterFixture.Eth0 with { IsUp = false });
        node.Interface(RouterFixture.Eth0);
        HearWorse(node, 9);
        Assert.Equal(VrrpState.Backup, node.State);
        HearWorse(node, 6);
        Assert.Equal(TransitionReason.Preempted, node.Router.Reason);
    }

    [Theory]
    [InlineData(1, 1_609_375)]
    [InlineData(3, 3_609_375)]
    [InlineData(10, 10_609_375)]
    public void Missed_advertisements_make_the_master_down_interval(byte missed, long microseconds)
    {
        var node = RouterFixture.Backup(x => x with { MissedAdvertisements = missed });
        Assert.Equal(microseconds, node.UntilNextDeadline.Microseconds);
    }

    private static void HearWorse(RouterFixture node, int seconds)
    {
        for (var i = 0; i < seconds && node.State == VrrpState.Backup; i++)
        {
            node.Hear(99);
            node.Run(Duration.FromSeconds(1));
        }
    }
}
