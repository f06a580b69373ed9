using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Linux;
using HaVip.Node.Ownership;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Ownership;

public sealed class VirtualLinksTests : IDisposable
{
    private const string ArpIgnore = "net/ipv4/conf/eth0/arp_ignore";
    private const string ArpAnnounce = "net/ipv4/conf/eth0/arp_announce";

    private static readonly InstanceConfiguration Instance = TestNode.Seed() with { VirtualMac = true };

    private readonly TestNode _node = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public void Everything_of_the_instance_is_on_the_link_while_it_is_master()
    {
        _node.Reconciler.Acquire(Instance);
        _node.Reconciler.Acquire(Instance);

        var link = Assert.Single(_node.Kernel.Links);
        Assert.Equal(("vr4.52.2", 2), (link.Name, link.ParentIndex));
        Assert.Equal("add link vr4.52.2 00:00:5e:00:01:34", _node.Kernel.Log[0]);
        Assert.All(_node.Kernel.Addresses, address => Assert.Equal(link.Index, address.InterfaceIndex));
        Assert.Equal(link.Index, Assert.Single(_node.Kernel.Routes).InterfaceIndex);
        Assert.Equal(("1", "2"), (_node.Kernel.Settings[ArpIgnore], _node.Kernel.Settings[ArpAnnounce]));

        _node.Reconciler.Release("VI_1");
        Assert.Equal("remove link vr4.52.2", _node.Kernel.Log[^1]);
        Assert.Empty(_node.Kernel.Links);
        Assert.Equal(("0", "0"), (_node.Kernel.Settings[ArpIgnore], _node.Kernel.Settings[ArpAnnounce]));
    }

    [Fact]
    public void Settings_of_the_interface_below_stay_until_the_last_link_has_gone()
    {
        _node.Kernel.Settings[ArpAnnounce] = "2";
        _node.Reconciler.Acquire(Instance);
        _node.Reconciler.Acquire(TestNode.Seed("VI_2", "192.168.7.111/24") with { VirtualMac = true, VirtualRouterId = 53 });

        _node.Reconciler.Release("VI_1");
        Assert.Equal("1", _node.Kernel.Settings[ArpIgnore]);
        _node.Reconciler.Release("VI_2");

        Assert.Equal(("0", "2"), (_node.Kernel.Settings[ArpIgnore], _node.Kernel.Settings[ArpAnnounce]));
    }

    [Fact]
    public void A_link_that_somebody_removes_is_made_anew_with_all_that_was_on_it()
    {
        _node.Reconciler.Acquire(Instance);
        _node.Kernel.RemoveVirtualLink(_node.Kernel.Links[0].Index);
        _node.Reconciler.Repair();

        var link = Assert.Single(_node.Kernel.Links);
        Assert.Equal(2, _node.Kernel.Addresses.Count(address => address.InterfaceIndex == link.Index));
        Assert.Equal(link.Index, Assert.Single(_node.Kernel.Routes).InterfaceIndex);
        Assert.Equal(["VI_1"], _node.Reconciler.PutBack);
    }

    [Fact]
    public void A_link_that_is_refused_is_told_and_tried_again()
    {
        _node.Kernel.LinkError = Errno.EBUSY;
        _node.Reconciler.Acquire(Instance);
        Assert.Empty(_node.Kernel.Addresses);
        Assert.Contains(_node.Lines, line => line.Contains("vr4.52.2 with 00:00:5e:00:01:34 cannot be made on eth0"));

        _node.Kernel.LinkError = 0;
        _node.Reconciler.Repair();

        Assert.Equal(2, _node.Kernel.Addresses.Count);
        Assert.Equal(["VI_1"], _node.Reconciler.Finished);
    }

    [Fact]
    public void A_sweep_takes_the_link_and_puts_the_settings_back()
    {
        _node.Reconciler.Acquire(Instance);

        var sweep = new LeftoverSweep(_node.Kernel, _node.Journal().Read(), alone: false);
        sweep.Run(index => $"eth{index - 2}");

        Assert.Empty(_node.Kernel.Links);
        Assert.Contains("the interface vr4.52.2", sweep.Removed);
        Assert.Equal("0", _node.Kernel.Settings[ArpIgnore]);
    }

    [Fact]
    public void A_giver_lets_go_at_once_as_it_would_call_the_switches_back()
    {
        var router = _node.Engine(new ActionList(), Instance).Routers[0];
        _node.Leases.Acquire(router);

        _node.Leases.Quiet(router);

        Assert.Empty(_node.Kernel.Links);
        Assert.Empty(_node.Kernel.Addresses);
        Assert.Empty(_node.Kernel.Transits);
    }

    [Fact]
    public void A_master_speaks_from_the_mac_address_of_the_virtual_router_and_a_backup_does_not()
    {
        var actions = new ActionList();
        var engine = _node.Engine(actions, Instance with { Version = 3, Authentication = null });
        while (engine.Routers[0].State != Core.Election.VrrpState.Master)
        {
            engine.Advance(engine.NextDeadline, actions);
            _node.Executor.Execute(actions);
        }

        Assert.NotEmpty(_node.Kernel.Frames);
        Assert.All(_node.Kernel.Frames, item =>
        {
            Assert.Equal(2, item.Index);
            Assert.Equal("00:00:5e:00:01:34", MacAddress.FromBytes(item.Frame.AsSpan(6, 6)).ToString());
        });
        Assert.Contains(_node.Kernel.Frames, item => item.Frame[12] == 0x08 && item.Frame[13] == 0x00);
        engine.StopNow(engine.Routers[0], engine.NextDeadline, actions);
        Assert.Null(engine.Routers[0].SendsFrom);
    }
}
