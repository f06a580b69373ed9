using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

/// <summary>RFC 9568 section 6.4.3.</summary>
public sealed class MasterTests
{
    [Fact]
    public void Advertisement_timer_sends_at_every_interval_without_drift()
    {
        var node = RouterFixture.Master(Quiet);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(["advert 100"], node.Pass(Duration.FromSeconds(1) + new Duration(i == 2 ? 300 : 0)));
            Assert.Equal(1_000_000 - (i == 2 ? 300 : 0), node.UntilNextDeadline.Microseconds);
            if (i == 2) Assert.Equal(["advert 100"], node.Pass(new Duration(999_700)));
        }
    }

    [Fact]
    public void Announcements_follow_again_after_the_delay_and_then_at_each_refresh()
    {
        var node = RouterFixture.Master(x => x with
        {
            Announcements = new() { Repeat = 5, Delay = Duration.FromSeconds(5), Refresh = Duration.FromSeconds(60) },
        });
        var actions = node.Run(Duration.FromSeconds(121));
        Assert.Equal(
            ["announce 5", "announce 1", "announce 1"], actions.Where(x => x.StartsWith("announce", StringComparison.Ordinal)));
    }

    [Fact]
    public void Priority_0_heard_is_answered_at_once()
    {
        var node = RouterFixture.Master(Quiet);
        node.Pass(new Duration(400_000));
        Assert.Equal(["advert 100"], node.Hear(0));
        Assert.Equal(1_000_000, node.UntilNextDeadline.Microseconds);
    }

    [Fact]
    public void Higher_priority_heard_makes_it_Backup_and_releases()
    {
        var node = RouterFixture.Master();
        Assert.Equal(["Master -> Backup HigherPriorityHeard", "retire in 2s", "advert 100"], node.Hear(101));
        Assert.Equal(3_609_375, node.UntilNextDeadline.Microseconds);
        Assert.Equal(101, node.Router.MasterPriority);
    }

    [Theory]
    [InlineData("192.168.6.111", true)]
    [InlineData("192.168.6.109", false)]
    [InlineData("200.0.0.1", true)]
    [InlineData("10.0.0.1", false)]
    public void Same_priority_heard_is_decided_by_the_higher_address(string peer, bool yields)
    {
        var node = RouterFixture.Master();
        node.Hear(100, peer);
        Assert.Equal(yields ? VrrpState.Backup : VrrpState.Master, node.State);
        if (yields) Assert.Equal(TransitionReason.HigherAddressHeard, node.Router.Reason);
    }

    [Fact]
    public void Lower_priority_heard_is_answered_and_the_addresses_are_announced_once_an_interval()
    {
        var node = RouterFixture.Master(Quiet);
        Assert.Equal(["advert 100", "RivalRejected", "announce 5"], node.Hear(99));
        Assert.Equal(["advert 100"], node.Hear(99));
        node.Run(Duration.FromSeconds(2));
        Assert.Equal(["advert 100", "RivalRejected", "announce 5"], node.Hear(99));
        Assert.Equal(3, node.Router.Counters.RivalsRejected);
    }

    [Fact]
    public void Address_owner_listens_to_nobody_RFC_5798_section_7_1()
    {
        var node = new RouterFixture(x => x with { AddressOwner = true });
        node.Start();
        Assert.Equal(["announce 5"], node.Hear(255, "192.168.6.200"));
        Assert.Empty(node.Hear(255, "192.168.6.200"));
        Assert.Equal(VrrpState.Master, node.State);
        Assert.Equal(2, node.Router.Counters.Rejected(Core.Wire.RejectReason.AddressOwner));
    }

    [Fact]
    public void Woken_later_than_its_peers_patience_it_listens_instead_of_sending()
    {
        var node = RouterFixture.Master(Quiet);
        Assert.Equal(["Master -> Backup LateWake", "release"], node.Pass(new Duration(3_000_001)));
        Assert.Equal(3_609_375, node.UntilNextDeadline.Microseconds);
    }

    [Fact]
    public void Woken_late_but_within_its_peers_patience_it_sends_on()
    {
        var node = RouterFixture.Master(Quiet);
        Assert.Equal(["advert 100"], node.Pass(new Duration(2_900_000)));
        Assert.Equal(1_000_000, node.UntilNextDeadline.Microseconds);
    }

    [Fact]
    public void Changed_mac_address_is_announced()
    {
        var node = RouterFixture.Master();
        Assert.Equal(["announce 5"], node.Interface(RouterFixture.Eth0 with { MacAddress = new MacAddress(1) }));
    }

    internal static Core.Configuration.InstanceConfiguration Quiet(Core.Configuration.InstanceConfiguration seed) =>
        seed with { Announcements = new() { Delay = Duration.Zero } };
}
