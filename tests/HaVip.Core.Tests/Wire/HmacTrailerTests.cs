using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Wire;

public sealed class HmacTrailerTests
{
    private const string IPv4Message = "3133c801 00644402 c0000264";
    private const string IPv4Trailer = "01010000 68000000 8000 0000 1b84bc4e8e43892dc6d98448f8ee2265";
    private const string IPv6Message = "3133c801 0064a2e9 fe800000000000000000000000000100";
    private const string IPv6Trailer = "01010000 68000000 8000 0000 c8c56146ebfd66ee10ec4d8186461b78";

    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(x => (byte)x)];

    [Theory]
    [InlineData("198.51.100.10", IPv4Message, IPv4Trailer)]
    [InlineData("fe80::10", IPv6Message, IPv6Trailer)]
    public void Message_signed_gives_the_vectors_trailer(string source, string message, string trailer)
    {
        var bytes = Bytes.FromHex(message);
        var packet = new byte[bytes.Length + HmacTrailer.Length];
        bytes.CopyTo(packet, 0);
        var length = HmacTrailer.Append(packet, bytes.Length, Bytes.Address(source), 1, Key, 0x6800_0000_8000_0000);
        Assert.Equal(packet.Length, length);
        Assert.Equal(Bytes.FromHex(trailer), packet[bytes.Length..]);
        Assert.True(HmacTrailer.TryRead(packet.AsSpan(bytes.Length), out var keyId, out var sequence));
        Assert.Equal(1, keyId);
        Assert.Equal(0x6800_0000_8000_0000UL, sequence);
        Assert.True(HmacTrailer.Verify(bytes, packet.AsSpan(bytes.Length), Bytes.Address(source), Key));
    }

    [Fact]
    public void Any_bit_flipped_outside_the_checksum_no_longer_verifies()
    {
        var vector = Bytes.FromHex(IPv4Message + IPv4Trailer);
        for (var bit = 0; bit < vector.Length * 8; bit++)
        {
            var flipped = (byte[])vector.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var isChecksum = bit / 8 is 6 or 7;
            Assert.Equal(isChecksum, Verify(flipped, "198.51.100.10"));
        }
    }

    [Fact]
    public void Other_source_no_longer_verifies() =>
        Assert.False(Verify(Bytes.FromHex(IPv4Message + IPv4Trailer), "198.51.100.11"));

    [Theory]
    [InlineData("02010000 68000000 8000 0000 1b84bc4e8e43892dc6d98448f8ee2265")]
    [InlineData("01010000 68000000 8000 0000 1b84bc4e8e43892dc6d98448f8ee22")]
    [InlineData("")]
    public void Bytes_that_are_no_trailer_are_not_read(string trailer) =>
        Assert.False(HmacTrailer.TryRead(Bytes.FromHex(trailer), out _, out _));

    private static bool Verify(byte[] packet, string source) =>
        HmacTrailer.Verify(packet.AsSpan(0, 12), packet.AsSpan(12), Bytes.Address(source), Key);
}
