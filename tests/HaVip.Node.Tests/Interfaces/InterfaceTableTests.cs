using HaVip.Core.Values;
using HaVip.Node.Interfaces;

namespace HaVip.Node.Tests.Interfaces;

public sealed class InterfaceTableTests
{
    private static readonly MacAddress Own = MacAddress.FromBytes([2, 0, 0, 0, 1, 0x10]);

    [Fact]
    public void A_host_that_does_not_say_where_it_is_is_not_this_node_although_the_loopback_is_nowhere_too()
    {
        var table = new InterfaceTable();
        table.Set(new LinkFacts(1, "lo", true, default));
        table.Set(new LinkFacts(2, "eth0", true, Own));
        Assert.True(table.HasMac(Own));
        Assert.False(table.HasMac(default));
        Assert.False(table.HasMac(MacAddress.FromBytes([2, 0, 0, 0, 1, 0x20])));
    }
}
