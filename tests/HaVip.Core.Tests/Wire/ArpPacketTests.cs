using CsCheck;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Wire;

public sealed class ArpPacketTests
{
    private static readonly MacAddress Own = new(0x02_00_00_00_01_10);
    private static readonly MacAddress Other = new(0x02_00_00_00_01_20);

    [Fact]
    public void Probe_asks_everybody_and_names_no_sender_RFC_5227_section_1_1()
    {
        var frame = new byte[64];
        var length = ArpPacket.WriteProbe(frame, Own, Bytes.Address("192.168.7.100"));
        Assert.Equal(
            Bytes.FromHex("ffffffffffff 020000000110 0806 0001 0800 0604 0001 020000000110 00000000 000000000000 c0a80764"),
            frame[..length]);
    }

    [Fact]
    public void Request_to_one_host_goes_to_that_host_alone_RFC_1122_section_2_3_2_1()
    {
        var frame = new byte[64];
        var length = ArpPacket.WriteRequest(
            frame, Own, Bytes.Address("192.168.6.110"), Other, Bytes.Address("192.168.6.120"));
        Assert.Equal(
            Bytes.FromHex("020000000120 020000000110 0806 0001 0800 0604 0001 020000000110 c0a8066e 020000000120 c0a80678"),
            frame[..length]);
    }

    [Theory]
    [InlineData("0001 0800 0604 0002 020000000120 c0a80764 020000000110 00000000")]
    [InlineData("0001 0800 0604 0001 020000000120 c0a80764 ffffffffffff c0a80764")]
    [InlineData("0001 0800 0604 0001 020000000120 c0a80764 000000000000 c0a80701 0000000000000000")]
    public void Answer_announcement_and_question_all_claim_the_senders_address(string packet)
    {
        Assert.True(ArpPacket.TryReadClaim(Bytes.FromHex(packet), out var claim));
        Assert.Equal(new NeighborClaim(Bytes.Address("192.168.7.100"), Other), claim);
    }

    [Theory]
    [InlineData("0001 0800 0604 0001 020000000120 00000000 000000000000 c0a80764", "a probe")]
    [InlineData("0001 0800 0604 0003 020000000120 c0a80764 ffffffffffff c0a80764", "RARP")]
    [InlineData("0006 0800 0604 0001 020000000120 c0a80764 ffffffffffff c0a80764", "no Ethernet")]
    [InlineData("0001 86dd 0610 0001 020000000120 c0a80764 ffffffffffff c0a80764", "no IPv4")]
    [InlineData("0001 0800 0604 0002 020000000120 c0a80764 020000000110 000000", "cut")]
    public void What_claims_no_IPv4_address_is_not_a_claim(string packet, string why) =>
        Assert.False(ArpPacket.TryReadClaim(Bytes.FromHex(packet), out _), why);

    [Fact]
    public void Any_bytes_read_never_throw() => Gen.Byte.Array[0, 128].Sample(bytes =>
    {
        ArpPacket.TryReadClaim(bytes, out _);
        NeighborAdvertisement.TryReadClaim(bytes, out _);
    });
}
