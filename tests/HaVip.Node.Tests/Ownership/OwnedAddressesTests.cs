using HaVip.Node.Kernel;
using HaVip.Node.Ownership;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Ownership;

public sealed class OwnedAddressesTests
{
    private readonly OwnedAddresses _owned = new();

    [Fact]
    public void An_instance_has_what_was_added_for_it()
    {
        _owned.AddRange([Owned("VI_1", 1), Owned("VI_2", 2), Owned("VI_1", 3)]);
        Assert.Equal([Owned("VI_1", 1), Owned("VI_1", 3)], _owned.Of("VI_1"));
        Assert.Equal([Owned("VI_2", 2)], _owned.Of("VI_2"));
        Assert.Empty(_owned.Of("VI_3"));
        Assert.Equal(3, _owned.Count);
    }

    [Fact]
    public void An_address_that_another_instance_takes_over_is_its_from_then_on()
    {
        _owned.AddRange([Owned("VI_1", 1), Owned("VI_1", 2)]);
        _owned[0] = Owned("VI_2", 1);
        Assert.Equal([Owned("VI_1", 2)], _owned.Of("VI_1"));
        Assert.Equal([Owned("VI_2", 1)], _owned.Of("VI_2"));
        Assert.Equal([Owned("VI_2", 1), Owned("VI_1", 2)], _owned);
    }

    [Fact]
    public void An_address_that_moves_with_its_interface_stays_in_its_place()
    {
        _owned.AddRange([Owned("VI_1", 1), Owned("VI_1", 2)]);
        _owned[0] = Owned("VI_1", 1, index: 7);
        Assert.Equal([Owned("VI_1", 1, index: 7), Owned("VI_1", 2)], _owned.Of("VI_1"));
    }

    [Fact]
    public void What_is_removed_is_nobodys()
    {
        _owned.AddRange([Owned("VI_1", 1), Owned("VI_2", 2)]);
        _owned.RemoveAll([Owned("VI_1", 1)]);
        _owned.RemoveAll([Owned("VI_1", 9)]);
        Assert.Empty(_owned.Of("VI_1"));
        Assert.Equal([Owned("VI_2", 2)], _owned);
    }

    private static OwnedAddress Owned(string instance, int last, int index = 2) =>
        new(instance, "eth0", new KernelAddress(index, FakeKernel.Prefix($"192.168.7.{last}/24")));
}
