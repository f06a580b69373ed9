using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Linux.Netlink;
using HaVip.Node.Interfaces;
using HaVip.Node.Ownership;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Ownership;

public sealed class AddressFilterTests : IDisposable
{
    private readonly TestNode _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public void Closed_before_it_is_added_and_opened_after_it_is_gone()
    {
        _node.Reconciler.Acquire(Closed("192.168.7.100/24"));
        _node.Reconciler.Release("VI_1");
        Assert.Equal(["close 192.168.7.100", "add 192.168.7.100/24", "remove 192.168.7.100/24", "close"], _node.Kernel.Log);
    }

    [Fact]
    public void An_instance_that_accepts_leaves_the_filter_alone()
    {
        _node.Reconciler.Filter.Prepare(new NodeConfiguration { Instances = [TestNode.Seed()] });
        _node.Reconciler.Acquire(TestNode.Seed());
        _node.Reconciler.Release("VI_1");
        Assert.DoesNotContain(_node.Kernel.Log, line => line.Contains("close") || line.Contains("table"));
    }

    [Fact]
    public void The_address_owner_is_never_closed()
    {
        _node.Reconciler.Acquire(Closed("192.168.7.100/24") with { AddressOwner = true });
        Assert.Equal(["add 192.168.7.100/24"], _node.Kernel.Log);
    }

    [Fact]
    public void An_address_that_goes_is_opened_after_that_and_one_that_comes_closed_before()
    {
        _node.Reconciler.Acquire(Closed("192.168.7.100/24"));
        _node.Kernel.Log.Clear();
        _node.Reconciler.Acquire(Closed("192.168.7.101/24"));
        Assert.Equal(["remove 192.168.7.100/24", "close 192.168.7.101", "add 192.168.7.101/24"], _node.Kernel.Log);
    }

    [Fact]
    public void A_change_of_mode_moves_no_address()
    {
        var open = TestNode.Seed("VI_1", "192.168.7.100/24");
        _node.Reconciler.Acquire(open);
        _node.Kernel.Log.Clear();
        _node.Reconciler.Acquire(open with { AcceptMode = false });
        _node.Reconciler.Acquire(open);
        Assert.Equal(["close 192.168.7.100", "close"], _node.Kernel.Log);
    }

    [Fact]
    public void Instances_close_their_own_and_leave_each_others()
    {
        _node.Reconciler.Acquire(Closed("192.168.7.100/24"));
        _node.Reconciler.Acquire(Closed("192.168.8.100/24") with { Name = "VI_2" });
        _node.Reconciler.Release("VI_1");
        Assert.Equal("192.168.8.100", Assert.Single(_node.Kernel.Closed).Address.ToString());
    }

    [Fact]
    public void An_address_that_cannot_be_removed_stays_closed()
    {
        _node.Reconciler.Acquire(Closed("192.168.7.100/24"));
        _node.Kernel.Errors["192.168.7.100/24"] = Errno.EBUSY;
        _node.Reconciler.Release("VI_1");
        Assert.Single(_node.Kernel.Closed);
    }

    [Fact]
    public void What_cannot_be_closed_is_not_added_and_what_is_there_goes()
    {
        _node.Reconciler.Acquire(TestNode.Seed("VI_1", "192.168.7.100/24"));
        _node.Kernel.FilterError = Errno.EOPNOTSUPP;
        _node.Reconciler.Acquire(Closed("192.168.7.100/24", "192.168.7.101/24"));
        Assert.Empty(_node.Kernel.Addresses);
        Assert.Empty(_node.Reconciler.Addresses);
        Assert.False(_node.Reconciler.Filter.IsUsable);
        var line = Assert.Single(_node.Lines, line => line.Contains("packet filter"));
        Assert.Contains("(EOPNOTSUPP)", line);
    }

    [Fact]
    public void A_filter_refused_once_counts_as_usable_only_when_prepared_again()
    {
        var instance = Closed("192.168.7.100/24");
        _node.Kernel.FilterError = Errno.ENOMEM;
        _node.Reconciler.Acquire(instance);
        _node.Kernel.FilterError = 0;
        _node.Reconciler.Acquire(instance);
        Assert.Empty(_node.Kernel.Addresses);
        _node.Reconciler.Filter.Prepare(new NodeConfiguration { Instances = [instance] });
        _node.Reconciler.Acquire(instance);
        Assert.Single(_node.Kernel.Addresses);
    }

    [Fact]
    public void A_link_local_address_is_closed_on_its_new_interface_before_it_is_added_there_again()
    {
        _node.Reconciler.Acquire(Closed("fe80::100/64"));
        _node.Kernel.Addresses.Clear();
        _node.Interfaces.RemoveLink(2);
        _node.Interfaces.Set(new LinkFacts(7, "eth0", true, TestNode.Mac));
        _node.Kernel.Log.Clear();
        _node.Reconciler.Repair();
        Assert.Equal(["close fe80::100 fe80::100", "add fe80::100/64"], _node.Kernel.Log);
        Assert.Contains(_node.Kernel.Closed, closed => closed.InterfaceIndex == 7);
    }

    [Fact]
    public void Nothing_lost_comes_back_while_it_cannot_be_closed()
    {
        _node.Reconciler.Acquire(Closed("192.168.7.100/24"));
        _node.Kernel.Addresses.Clear();
        _node.Kernel.FilterError = Errno.EPERM;
        _node.Reconciler.Repair();
        Assert.Empty(_node.Kernel.Addresses);
    }

    [Fact]
    public void The_table_goes_when_nobody_needs_it_and_with_the_last_will()
    {
        var instance = Closed("192.168.7.100/24");
        _node.Reconciler.Filter.Prepare(new NodeConfiguration { Instances = [instance] });
        Assert.Equal(["havip_test"], _node.Kernel.Filters);
        _node.Reconciler.Filter.Prepare(new NodeConfiguration { Instances = [instance with { AcceptMode = true }] });
        Assert.Empty(_node.Kernel.Filters);
        _node.Reconciler.Acquire(instance);
        _node.Reconciler.ReleaseAll();
        Assert.Empty(_node.Kernel.Filters);
    }

    [Theory]
    [InlineData(true, "havip_dead havip_test")]
    [InlineData(false, "havip_test")]
    public void A_sweep_removes_its_own_table_and_alone_every_runners(bool alone, string removed)
    {
        _node.Kernel.Filters.AddRange(["havip_dead", "havip_test"]);
        var sweep = new LeftoverSweep(_node.Kernel, null, alone);
        sweep.Run(index => $"eth{index - 2}");
        Assert.Equal(removed.Split(' ').Select(name => $"the nf_tables table {name}"), sweep.Removed);
        Assert.Empty(sweep.Failed);
    }

    private static InstanceConfiguration Closed(params string[] addresses) =>
        TestNode.Seed("VI_1", addresses) with { AcceptMode = false };
}
