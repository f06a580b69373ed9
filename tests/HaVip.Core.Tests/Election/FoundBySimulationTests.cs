using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

/// <summary>
/// The smallest form of each fault the simulator found in the core, or its shadow election showed; the rule
/// that was broken is named beside it. Seeds go stale with every new option; planted bugs keep finding these again.
/// </summary>
public sealed class FoundBySimulationTests
{
    private static readonly Duration Second = Duration.FromSeconds(1);

    /// <summary>MasterWithoutAddresses: the addresses went with the old interface.</summary>
    [Fact]
    public void Master_whose_interface_was_replaced_has_and_announces_the_addresses_again()
    {
        var node = RouterFixture.Master();
        Assert.Equal(["acquire", "announce 5"], node.Interface(RouterFixture.Eth0 with { Index = 7 }));
        Assert.Equal(VrrpState.Master, node.State);
    }

    [Fact]
    public void Giver_whose_interface_was_replaced_after_somebody_took_over_leaves_the_announcing_to_that_one()
    {
        var node = RouterFixture.Master();
        node.Give();
        node.Hear(99);
        Assert.Empty(node.Interface(RouterFixture.Eth0 with { Index = 7 }));
    }

    /// <summary>
    /// SentOnLate: what waited in the socket while the process stalled was answered before the timers fired.
    /// </summary>
    [Fact]
    public void Master_stalled_beyond_its_peers_patience_listens_before_it_answers_what_waited()
    {
        var node = RouterFixture.Master(x => x with { Preempt = false });
        node.Sleep(Second * 4);
        Assert.Equal(["Master -> Backup LateWake", "release"], node.Hear(99));
        for (var i = 0; i < 10; i++)
        {
            Assert.Empty(node.Run(Second));
            node.Hear(99);
        }

        Assert.Equal(VrrpState.Backup, node.State);
    }

    [Fact]
    public void Master_stalled_within_its_peers_patience_answers_what_waited()
    {
        var node = RouterFixture.Master();
        node.Sleep(Second * 3);
        Assert.Contains("advert 100", node.Hear(99));
        Assert.Equal(VrrpState.Master, node.State);
    }

    /// <summary>TooLate: RFC 9568 section 6.4.1 starts from the own interval.</summary>
    [Fact]
    public void Backup_after_a_Fault_waits_by_its_own_interval_again()
    {
        var node = Version3Backup();
        node.Hear(200, interval: Second * 40);
        node.Interface(RouterFixture.Eth0 with { IsUp = false });
        node.Interface(RouterFixture.Eth0);
        Assert.Equal(new Duration(3_609_375), node.UntilNextDeadline);
    }

    [Fact]
    public void Backup_stopped_and_started_waits_by_its_own_interval_again()
    {
        var node = Version3Backup();
        node.Hear(200, interval: Second * 40);
        node.Stop();
        node.Start();
        Assert.Equal(new Duration(3_609_375), node.UntilNextDeadline);
    }

    /// <summary>TooEarly: a reload made a Backup forget its Master's slower rhythm and take over from it.</summary>
    [Fact]
    public void Backup_reloaded_still_waits_by_the_interval_of_its_Master()
    {
        var node = Version3Backup();
        node.Hear(200, interval: Second * 40);
        node.Apply(node.Router.Configuration with { Priority = 50 });
        Assert.Empty(node.Run(Second * 120));
        Assert.Equal(VrrpState.Backup, node.State);
    }

    /// <summary>A reload that leaves the timers alone does not put off the end of a silent Master.</summary>
    [Fact]
    public void Backup_reloaded_without_a_change_of_its_timer_takes_over_when_it_would_have()
    {
        var node = RouterFixture.Backup();
        node.Run(Second * 3);
        node.Apply(node.Router.Configuration with { Preempt = false });
        Assert.Equal(new Duration(609_375), node.UntilNextDeadline);
    }

    /// <summary>Liveness: RFC 9568 section 6.1, the owner preempts independent of Preempt_Mode.</summary>
    [Fact]
    public void Address_owner_that_became_Backup_preempts_although_preempt_is_off()
    {
        var node = new RouterFixture(x => x with { AddressOwner = true, Preempt = false });
        node.Start();
        node.Pass(Second * 10);
        Assert.Equal(TransitionReason.LateWake, node.Router.Reason);
        for (var i = 0; i < 4 && node.State == VrrpState.Backup; i++)
        {
            node.Hear(100);
            node.Run(Second);
        }

        Assert.Equal(VrrpState.Master, node.State);
        Assert.Equal(TransitionReason.Preempted, node.Router.Reason);
    }

    [Fact]
    public void Taker_reloaded_with_a_priority_above_its_raised_one_advertises_the_higher()
    {
        var node = RouterFixture.Backup(x => x with { Priority = 99 });
        node.Hear(100);
        node.TakeOver();
        Assert.Contains("advert 200", node.Apply(node.Router.Configuration with { Priority = 200 }));
    }

    private static RouterFixture Version3Backup() =>
        RouterFixture.Backup(x => x with { Version = 3, Authentication = null });
}
