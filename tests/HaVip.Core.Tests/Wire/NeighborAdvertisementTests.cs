using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Wire;

public sealed class NeighborAdvertisementTests
{
    private const string Head = "333300000001 00005e000234 86dd 60000000 0020 3aff 20010db8000700000000000000000100"
        + "ff020000000000000000000000000001";

    [Theory]
    [InlineData(false, "8800 98eb 2000 0000 20010db8000700000000000000000100 0201 00005e000234")]
    [InlineData(true, "8800 18eb a000 0000 20010db8000700000000000000000100 0201 00005e000234")]
    public void Address_announced_gives_the_frame_of_RFC_9568_section_8_2_2(bool isRouter, string message)
    {
        var frame = new byte[128];
        var source = MacAddress.VirtualRouter(AddressFamily.IPv6, 0x34);
        var length = NeighborAdvertisement.Write(frame, source, Bytes.Address("2001:db8:7::100"), isRouter);
        Assert.Equal(Bytes.FromHex(Head + message), frame[..length]);
    }

    [Fact]
    public void IPv4_address_announced_is_a_fault_of_the_caller() =>
        Assert.Throws<ArgumentException>(
            () => NeighborAdvertisement.Write(new byte[128], default, Bytes.Address("10.0.0.1"), false));
}
