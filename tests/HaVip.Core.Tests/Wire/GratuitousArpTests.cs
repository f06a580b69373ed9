using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Wire;

public sealed class GratuitousArpTests
{
    [Fact]
    public void Address_announced_gives_the_frame_of_RFC_9568_section_8_1_2()
    {
        var frame = new byte[64];
        var source = MacAddress.VirtualRouter(AddressFamily.IPv4, 0x34);
        var length = GratuitousArp.Write(frame, source, Bytes.Address("192.168.7.100"));
        var expected = Bytes.FromHex(
            "ffffffffffff 00005e000134 0806 0001 0800 0604 0001 00005e000134 c0a80764 ffffffffffff c0a80764");
        Assert.Equal(expected, frame[..length]);
    }

    [Fact]
    public void IPv6_address_announced_is_a_fault_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => GratuitousArp.Write(new byte[64], default, Bytes.Address("fe80::1")));
}
