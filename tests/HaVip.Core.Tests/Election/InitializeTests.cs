using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

/// <summary>RFC 9568 section 6.4.1, and Fault, which the RFC leaves to implementations.</summary>
public sealed class InitializeTests
{
    [Fact]
    public void Stopped_started_becomes_Backup_and_waits_the_master_down_interval()
    {
        var node = new RouterFixture();
        Assert.Equal(["Stopped -> Initialize Started", "Initialize -> Backup Started"], node.Start());
        Assert.Equal(3_609_375, node.UntilNextDeadline.Microseconds);
    }

    [Fact]
    public void Stopped_started_as_address_owner_becomes_Master_at_once()
    {
        var node = new RouterFixture(x => x with { AddressOwner = true });
        Assert.Equal(
            [
                "Stopped -> Initialize Started", "Initialize -> Master StartedAsAddressOwner",
                "acquire", "advert 255", "announce 5",
            ],
            node.Start());
    }

    [Fact]
    public void Stopped_receives_an_advertisement_and_does_nothing()
    {
        var node = new RouterFixture();
        Assert.Empty(node.Hear(200));
        Assert.Equal(VrrpState.Stopped, node.State);
        Assert.Equal(1, node.Router.Counters.Rejected(Core.Wire.RejectReason.NotListening));
    }

    [Fact]
    public void Started_twice_changes_nothing_the_second_time()
    {
        var node = RouterFixture.Backup();
        Assert.Empty(node.Start());
    }

    [Fact]
    public void Started_on_a_missing_interface_goes_to_Fault_and_enters_when_it_comes()
    {
        var node = new RouterFixture();
        node.Interface(RouterFixture.Eth0 with { Index = 0, IsUp = false });
        Assert.Equal(
            ["Stopped -> Initialize Started", "Initialize -> Fault InterfaceMissing"], node.Start());
        Assert.Equal(["Fault -> Backup InterfaceReady"], node.Interface(RouterFixture.Eth0 with { Index = 7 }));
        Assert.Equal(3_609_375, node.UntilNextDeadline.Microseconds);
    }

    [Fact]
    public void Interface_without_own_address_is_a_Fault_of_its_own()
    {
        var node = RouterFixture.Backup();
        Assert.Equal(["Backup -> Fault NoSourceAddress"], node.Interface(RouterFixture.Eth0 with { PrimaryIPv4 = default }));
        Assert.Equal(Instant.Never, node.Engine.NextDeadline);
    }

    [Fact]
    public void Master_whose_link_goes_down_goes_to_Fault_and_releases()
    {
        var node = RouterFixture.Master();
        Assert.Equal(
            ["Master -> Fault InterfaceDown", "release"], node.Interface(RouterFixture.Eth0 with { IsUp = false }));
        Assert.Equal(Instant.Never, node.Engine.NextDeadline);
    }

    [Fact]
    public void Interface_told_again_unchanged_changes_nothing()
    {
        var node = RouterFixture.Master();
        Assert.Empty(node.Interface(RouterFixture.Eth0 with { }));
    }

    [Fact]
    public void Backup_stopped_leaves_without_a_word()
    {
        var node = RouterFixture.Backup();
        Assert.Equal(["Backup -> Stopped StoppedByCommand"], node.Stop());
        Assert.Equal(Instant.Never, node.Engine.NextDeadline);
    }
}
