using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Wire;

public sealed class AdvertisementFrameTests
{
    private static readonly byte[] Payload = [0x31, 52, 100, 0, 0, 100, 0xAB, 0xCD];

    [Fact]
    public void IPv4_frame_comes_from_the_virtual_router_and_has_a_header_that_verifies()
    {
        var frame = new byte[AdvertisementFrame.LongestHeader + Payload.Length];
        var mac = MacAddress.VirtualRouter(AddressFamily.IPv4, 52);

        var length = AdvertisementFrame.Write(frame, mac, Ip("192.168.6.110"), Payload);

        Assert.Equal(14 + 20 + Payload.Length, length);
        Assert.Equal(
            "01005e00001200005e00013408004" + "5c0001c00000000ff70", Convert.ToHexStringLower(frame)[..48]);
        Assert.Equal(0, InternetChecksum.Finish(InternetChecksum.Add(0, frame.AsSpan(14, 20))));
        Assert.Equal("c0a8066ee0000012", Convert.ToHexStringLower(frame.AsSpan(26, 8)));
        Assert.Equal(Payload, frame[34..length]);
    }

    [Fact]
    public void IPv6_frame_goes_to_the_group_with_hop_limit_255()
    {
        var frame = new byte[AdvertisementFrame.LongestHeader + Payload.Length];
        var mac = MacAddress.VirtualRouter(AddressFamily.IPv6, 52);

        var length = AdvertisementFrame.Write(frame, mac, Ip("fe80::1"), Payload);

        Assert.Equal("33330000001200005e00023486dd6c000000000870ff", Convert.ToHexStringLower(frame.AsSpan(0, 22)));
        Assert.Equal("fe80::1", IpAddress.FromBytes(frame.AsSpan(22, 16)).ToString());
        Assert.Equal("ff02::12", IpAddress.FromBytes(frame.AsSpan(38, 16)).ToString());
        Assert.Equal(Payload, frame[54..length]);
    }

    [Theory]
    [InlineData(0x0000_5E00_0134UL, true)]
    [InlineData(0x0000_5E00_02FFUL, true)]
    [InlineData(0x0000_5E00_0334UL, false)]
    [InlineData(0x0200_5E00_0134UL, false)]
    public void Mac_address_of_a_virtual_router_is_known_by_its_first_bytes(ulong bits, bool isVirtual) =>
        Assert.Equal(isVirtual, new MacAddress(bits).IsVirtualRouter);

    private static IpAddress Ip(string text) =>
        IpAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text);
}
