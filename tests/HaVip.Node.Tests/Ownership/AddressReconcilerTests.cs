using HaVip.Linux;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Ownership;

public sealed class AddressReconcilerTests : IDisposable
{
    private readonly TestNode _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public void Acquire_adds_addresses_in_order_then_routes()
    {
        _node.Reconciler.Acquire(TestNode.Seed());
        Assert.Equal(["add 192.168.7.100/24", "add 192.168.7.101/24", "add route 0.0.0.0/0"], _node.Kernel.Log);
        Assert.Contains(_node.Lines, line => line.EndsWith("info VI_1: 192.168.7.100/24, 192.168.7.101/24 added to eth0\n"));
        Assert.Contains(_node.Lines, line => line.EndsWith("info VI_1: default via 192.168.7.1 added on eth0\n"));
    }

    [Fact]
    public void Acquire_again_does_nothing()
    {
        _node.Reconciler.Acquire(TestNode.Seed());
        _node.Kernel.Log.Clear();
        _node.Reconciler.Acquire(TestNode.Seed());
        Assert.Empty(_node.Kernel.Log);
    }

    [Fact]
    public void Release_removes_routes_first_and_the_last_address_first()
    {
        _node.Reconciler.Acquire(TestNode.Seed());
        _node.Kernel.Log.Clear();
        _node.Reconciler.Release("VI_1");
        Assert.Equal(
            ["remove route 0.0.0.0/0", "remove 192.168.7.101/24", "remove 192.168.7.100/24"], _node.Kernel.Log);
        Assert.Empty(_node.Kernel.Addresses);
        Assert.Empty(_node.Reconciler.Addresses);
    }

    [Fact]
    public void An_address_of_somebody_else_is_told_and_stays()
    {
        _node.Kernel.AddForeign(2, "192.168.7.100/24");
        _node.Reconciler.Acquire(TestNode.Seed());
        _node.Reconciler.Release("VI_1");
        Assert.True(_node.Kernel.Has("192.168.7.100/24"));
        Assert.False(_node.Kernel.Has("192.168.7.101/24"));
        Assert.Contains(_node.Lines, line => line.Contains("error VI_1: 192.168.7.100/24 is on eth0 already"));
    }

    [Fact]
    public void Claim_owns_what_somebody_else_left_in_place_and_nothing_that_is_not_there()
    {
        _node.Kernel.AddForeign(2, "192.168.7.100/24");
        _node.Kernel.Errors["192.168.7.101/24"] = Errno.ENOBUFS;
        _node.Reconciler.Acquire(TestNode.Seed());
        _node.Kernel.Errors.Clear();
        _node.Reconciler.Claim(TestNode.Seed(), 4);
        Assert.Equal("192.168.7.100/24", Assert.Single(_node.Reconciler.Addresses).ToString());
        Assert.DoesNotContain(_node.Kernel.Log, entry => entry.StartsWith("remove", StringComparison.Ordinal));
        Assert.Contains(_node.Lines, line => line.Contains("192.168.7.100/24 taken over from another program on eth0"));
        _node.Reconciler.Release("VI_1");
        Assert.False(_node.Kernel.Has("192.168.7.100/24"));
    }

    [Fact]
    public void An_address_that_fails_does_not_stop_the_others()
    {
        _node.Kernel.Errors["192.168.7.100/24"] = Errno.ENOBUFS;
        _node.Reconciler.Acquire(TestNode.Seed());
        Assert.True(_node.Kernel.Has("192.168.7.101/24"));
        Assert.Single(_node.Kernel.Routes);
        Assert.Contains(_node.Lines, line => line.Contains("192.168.7.100/24 cannot be added to eth0: ")
            && line.Contains("ENOBUFS"));
    }

    [Fact]
    public void A_route_whose_gateway_is_out_of_reach_says_so()
    {
        _node.Kernel.Errors["0.0.0.0/0"] = Errno.ENETUNREACH;
        _node.Reconciler.Acquire(TestNode.Seed());
        Assert.Contains(_node.Lines, line => line.Contains("no address of eth0 reaches 192.168.7.1"));
        Assert.Empty(_node.Reconciler.Routes);
    }

    [Fact]
    public void The_first_address_of_a_subnet_goes_alone()
    {
        _node.Reconciler.Acquire(TestNode.Seed("VI_1", "192.168.7.100/24", "192.168.7.101/24"));
        _node.Kernel.AddForeign(2, "192.168.7.5/24");
        _node.Reconciler.Acquire(TestNode.Seed("VI_1", "192.168.7.101/24"));
        Assert.False(_node.Kernel.Has("192.168.7.100/24"));
        Assert.True(_node.Kernel.Has("192.168.7.101/24"));
        Assert.True(_node.Kernel.Has("192.168.7.5/24"));
        Assert.False(_node.Kernel.Promotes);
    }

    [Fact]
    public void An_address_behind_one_of_the_host_goes_without_touching_a_setting()
    {
        _node.Kernel.AddForeign(2, "192.168.6.110/24");
        _node.Kernel.PromotesAnswer = null;
        _node.Reconciler.Acquire(TestNode.Seed("VI_1", "192.168.6.200/24"));
        _node.Reconciler.Release("VI_1");
        Assert.Equal("192.168.6.110/24", Assert.Single(_node.Kernel.Addresses).Prefix.ToString());
        Assert.DoesNotContain(_node.Kernel.Log, entry => entry.StartsWith("promote"));
        Assert.DoesNotContain(_node.Lines, line => line.Contains(" error "));
    }

    [Fact]
    public void What_cannot_be_protected_is_told_and_what_is_ours_comes_back()
    {
        _node.Kernel.PromotesAnswer = null;
        _node.Reconciler.Acquire(TestNode.Seed("VI_1", "192.168.7.100/24"));
        _node.Reconciler.Acquire(TestNode.Seed("VI_2", "192.168.7.101/24"));
        _node.Reconciler.Release("VI_1");
        Assert.Contains(_node.Lines, line => line.Contains("192.168.7.101/24 may go with the first of its subnet"));
        Assert.False(_node.Kernel.Has("192.168.7.101/24"));
        _node.Reconciler.Repair();
        Assert.True(_node.Kernel.Has("192.168.7.101/24"));
    }

    [Fact]
    public void An_address_that_a_reload_moves_to_another_instance_never_leaves_the_kernel()
    {
        _node.Reconciler.Acquire(TestNode.Seed("VI_1", "192.168.7.100/24", "192.168.7.101/24"));
        _node.Kernel.Log.Clear();
        _node.Reconciler.Acquire(TestNode.Seed("VI_2", "192.168.7.101/24"));
        _node.Reconciler.Acquire(TestNode.Seed("VI_1", "192.168.7.100/24"));
        Assert.DoesNotContain(_node.Kernel.Log, entry => entry.Contains("192.168.7.101"));
        _node.Reconciler.Release("VI_1");
        Assert.True(_node.Kernel.Has("192.168.7.101/24"));
    }

    [Fact]
    public void An_address_on_an_interface_that_is_not_there_is_told()
    {
        var address = TestNode.Address("10.0.0.1/24") with { Interface = "eth9" };
        _node.Reconciler.Acquire(TestNode.Seed("VI_1", "192.168.7.100/24") with { ExcludedAddresses = [address] });
        Assert.True(_node.Kernel.Has("192.168.7.100/24"));
        Assert.Contains(_node.Lines, line => line.Contains("10.0.0.1/24 cannot be added: there is no interface eth9"));
    }

    [Fact]
    public void What_cannot_be_removed_is_told_and_stays_owned()
    {
        _node.Reconciler.Acquire(TestNode.Seed("VI_1", "192.168.7.100/24"));
        _node.Kernel.Errors["192.168.7.100/24"] = Errno.EPERM;
        _node.Reconciler.Release("VI_1");
        Assert.Single(_node.Reconciler.Addresses);
        Assert.Contains(_node.Lines, line => line.Contains("192.168.7.100/24 cannot be removed from eth0"));
        _node.Kernel.Errors.Clear();
        _node.Reconciler.ReleaseAll();
        Assert.Empty(_node.Kernel.Addresses);
    }

    [Fact]
    public void Repair_adds_again_what_somebody_removed()
    {
        _node.Reconciler.Acquire(TestNode.Seed());
        _node.Kernel.Addresses.Clear();
        _node.Kernel.Routes.Clear();
        _node.Reconciler.Repair();
        Assert.Equal(2, _node.Kernel.Addresses.Count);
        Assert.Single(_node.Kernel.Routes);
        Assert.Contains(_node.Lines, line => line.Contains("192.168.7.100/24 had gone from eth0 and was added again"));
    }

    [Fact]
    public void Repair_follows_an_interface_that_was_made_anew()
    {
        var address = TestNode.Address("10.0.0.1/24") with { Interface = "eth1" };
        _node.Reconciler.Acquire(TestNode.Seed("VI_1", "192.168.7.100/24") with { ExcludedAddresses = [address] });
        _node.Interfaces.RemoveLink(3);
        _node.Kernel.Addresses.RemoveAll(known => known.InterfaceIndex == 3);
        _node.Interfaces.Set(new HaVip.Node.Interfaces.LinkFacts(7, "eth1", true, TestNode.Mac));
        _node.Reconciler.Repair();
        Assert.Contains(_node.Kernel.Addresses, known => known.InterfaceIndex == 7);
    }
}
