using static HaVip.Linux.Tests.NamespacePair;

namespace HaVip.Linux.Tests;

public sealed class IPv4HeaderTests
{
    private static readonly byte[] Packet =
    [
        0x45, 0xC0, 0, 24, 0, 1, 0, 0, 255, 112, 0, 0, 192, 168, 6, 110, 224, 0, 0, 18, 1, 2, 3, 4, 0, 0,
    ];

    [Fact]
    public void Payload_ends_where_the_total_length_says_not_where_the_frame_does()
    {
        Assert.True(IPv4Header.TryParse(Packet, out var header));

        Assert.Equal((20, 24, (byte)255), (header.HeaderLength, header.TotalLength, header.TimeToLive));
        Assert.Equal(Address("192.168.6.110"), header.Source);
        Assert.Equal(Address("224.0.0.18"), header.Destination);
    }

    [Fact]
    public void Options_lengthen_the_header()
    {
        byte[] packet = [0x46, .. Packet[1..20], 0x94, 4, 0, 0, 9];
        packet[3] = 25;

        Assert.True(IPv4Header.TryParse(packet, out var header));

        Assert.Equal(24, header.HeaderLength);
    }

    [Theory]
    [InlineData(0, 0x65)] // IPv6
    [InlineData(0, 0x44)] // Shorter than the shortest
    [InlineData(0, 0x4F)] // Longer than the packet
    [InlineData(3, 19)] // Total length within the header
    [InlineData(3, 27)] // Total length behind the bytes there are
    public void Header_that_makes_no_sense_is_refused(int offset, byte value)
    {
        var packet = (byte[])Packet.Clone();
        packet[offset] = value;

        Assert.False(IPv4Header.TryParse(packet, out _));
    }

    [Fact]
    public void Packet_cut_anywhere_is_never_read_past_its_end()
    {
        for (var length = 0; length < Packet.Length; length++)
            Assert.Equal(length >= 24, IPv4Header.TryParse(Packet.AsSpan(0, length).ToArray(), out _));
    }
}
