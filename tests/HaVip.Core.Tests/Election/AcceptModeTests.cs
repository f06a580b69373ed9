using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

/// <summary>Accept_Mode false (RFC 9568 section 6.1) on a host that can and one that cannot keep packets away.</summary>
public sealed class AcceptModeTests
{
    private static InstanceConfiguration Closed(InstanceConfiguration instance) => instance with { AcceptMode = false };

    [Fact]
    public void Master_filter_refused_says_goodbye_and_is_in_Fault()
    {
        var node = RouterFixture.Master(Closed);

        Assert.Equal(["advert 0", "Master -> Fault FilterMissing", "release"], node.Filter(false));
        Assert.Contains("nf_tables", EventText.Explain(node.Router), StringComparison.Ordinal);
        Assert.Empty(node.Filter(false));
    }

    [Fact]
    public void Fault_filter_usable_again_enters_the_election()
    {
        var node = RouterFixture.Master(Closed);
        node.Filter(false);

        Assert.Equal(["Fault -> Backup FilterReady"], node.Filter(true));
    }

    [Fact]
    public void Start_without_filter_is_Fault_and_never_acquires()
    {
        var node = new RouterFixture(Closed);
        node.Filter(false);

        Assert.Equal(["Stopped -> Initialize Started", "Initialize -> Fault FilterMissing"], node.Start());
        Assert.Equal(Instant.Never, node.Engine.NextDeadline);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Instance_that_accepts_or_owns_the_addresses_does_not_need_the_filter(bool accepts, bool owner)
    {
        var node = new RouterFixture(x => x with { AcceptMode = accepts, AddressOwner = owner });
        node.Start();
        node.Run(node.Router.MasterDownInterval);

        Assert.Equal(VrrpState.Master, node.State);
        Assert.Empty(node.Filter(false));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Master_accept_mode_changed_stays_Master_and_acquires_anew(bool before)
    {
        var node = RouterFixture.Master(x => x with { AcceptMode = before });
        var transitions = node.Router.Transitions;

        Assert.Equal(["acquire", "advert 100"], node.Apply(RouterFixture.Seed with { AcceptMode = !before }));
        Assert.Equal((VrrpState.Master, transitions), (node.State, node.Router.Transitions));
    }

    [Fact]
    public void Master_accept_mode_turned_off_without_filter_leaves()
    {
        var node = RouterFixture.Master();
        node.Filter(false);

        Assert.Equal(
            ["advert 0", "Master -> Fault FilterMissing", "release"], node.Apply(Closed(RouterFixture.Seed)));
        Assert.Equal(["Fault -> Backup FilterReady"], node.Apply(RouterFixture.Seed));
    }

    [Fact]
    public void Instance_added_later_knows_that_there_is_no_filter()
    {
        var node = RouterFixture.Master();
        node.Filter(false);

        node.Apply(Closed(RouterFixture.Seed) with { Name = "VI_2", VirtualRouterId = 53 });

        Assert.Equal(VrrpState.Fault, node.State);
    }
}
