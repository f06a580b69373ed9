using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Wire;

public sealed class NeighborSolicitationTests
{
    private static readonly MacAddress Own = new(0x02_00_00_00_01_10);
    private static readonly MacAddress Other = new(0x02_00_00_00_01_20);
    private static readonly IpAddress Sender = Bytes.Address("fe80::6:110");
    private static readonly IpAddress Target = Bytes.Address("2001:db8:7::12:3456");

    [Fact]
    public void Question_for_all_goes_to_the_solicited_node_group_RFC_4861_section_4_3()
    {
        var frame = new byte[128];
        var length = NeighborSolicitation.Write(frame, Own, Sender, MacAddress.Broadcast, Target);
        Assert.Equal(
            Bytes.FromHex("3333ff123456 020000000110 86dd 60000000 0020 3aff fe800000000000000000000000060110"
                + "ff0200000000000000000001ff123456 8700"),
            frame[..56]);
        Assert.Equal(
            Bytes.FromHex("00000000 20010db8000700000000000000123456 0101 020000000110"), frame[58..length]);
        AssertVerifies(frame[..length], "ff02::1:ff12:3456");
    }

    [Fact]
    public void Question_for_one_host_goes_to_it_alone()
    {
        var frame = new byte[128];
        var length = NeighborSolicitation.Write(frame, Own, Sender, Other, Target);
        Assert.Equal(Bytes.FromHex("020000000120 020000000110"), frame[..12]);
        AssertVerifies(frame[..length], "2001:db8:7::12:3456");
    }

    [Theory]
    [InlineData(0, 0, true, "as the Master announces it")]
    [InlineData(14 + 40 + 4, 0x40, true, "no override flag: a proxy, which does not say where", false)]
    [InlineData(14 + 40 + 24, 1, true, "no target link-layer address: it does not say where", false)]
    [InlineData(14 + 7, 254, false, "came through a router")]
    [InlineData(14 + 40, 135, false, "a question")]
    [InlineData(14 + 40 + 25, 0, false, "an option without length")]
    [InlineData(14 + 40 + 2, 0xAA, false, "a wrong checksum")]
    public void Advertisement_claims_its_target(
        int offset, byte value, bool claims, string why, bool says = true)
    {
        var frame = new byte[128];
        var length = NeighborAdvertisement.Write(frame, Other, Target, isRouter: false);
        if (offset > 0) frame[offset] = value;
        if (offset >= 14 + 40 && offset != 14 + 42) Mend(frame.AsSpan(0, length));
        Assert.True(claims == NeighborAdvertisement.TryReadClaim(frame.AsSpan(14, length - 14), out var claim), why);
        if (!claims) return;
        var isAnswer = offset == 14 + 40 + 4;
        Assert.Equal(new NeighborClaim(Target, says ? Other : default) { IsAnswer = isAnswer }, claim);
    }

    [Fact]
    public void Advertisement_on_behalf_of_another_host_comes_from_this_one_and_says_where_the_other_is()
    {
        var frame = new byte[128];
        var said = new NeighborClaim(Target, Other) { IsRouter = true };
        var length = NeighborAdvertisement.Write(frame, Own, said);
        Assert.Equal(Bytes.FromHex("333300000001 020000000110"), frame[..12]);
        Assert.True(NeighborAdvertisement.TryReadClaim(frame.AsSpan(14, length - 14), out var claim));
        Assert.Equal(said, claim);
    }

    /// <summary>With the right checksum, so that only what was changed is wrong.</summary>
    private static void Mend(Span<byte> frame)
    {
        frame.Slice(56, 2).Clear();
        var sum = InternetChecksum.AddPseudoHeader(0, Target, Bytes.Address("ff02::1"), frame.Length - 54, 58);
        sum = InternetChecksum.Add(sum, frame[54..]);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(frame[56..], InternetChecksum.Finish(sum));
    }

    private static void AssertVerifies(byte[] frame, string destination)
    {
        var sum = InternetChecksum.AddPseudoHeader(0, Sender, Bytes.Address(destination), frame.Length - 54, 58);
        Assert.Equal(0, InternetChecksum.Finish(InternetChecksum.Add(sum, frame.AsSpan(54))));
    }
}
