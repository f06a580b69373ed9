using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Wire;

/// <summary>Byte vectors that a real keepalived accepted or sent, RFC 3768 section 5 and RFC 9568 section 5.2.</summary>
public sealed class AdvertisementCodecTests
{
    private static readonly IpAddress Source = Bytes.Address("192.168.6.110");

    [Theory]
    [InlineData(2, 100, "1111", "21346402 0101874b c0a80764 c0a80765 31313131 00000000")]
    [InlineData(2, 100, "", "21346402 0001eaad c0a80764 c0a80765 00000000 00000000")]
    [InlineData(2, 0, "1111", "21340002 0101eb4b c0a80764 c0a80765 31313131 00000000")]
    [InlineData(2, 50, "1111", "21343202 0101b94b c0a80764 c0a80765 31313131 00000000")]
    [InlineData(3, 100, "", "31346402 006432a1 c0a80764 c0a80765")]
    public void Fields_written_give_the_bytes_on_the_wire(byte version, byte priority, string password, string expected)
    {
        var buffer = new byte[AdvertisementCodec.MaximumLength];
        var length = AdvertisementCodec.Write(buffer, Fields(version, priority, password, VrrpGroup.IPv4));
        Assert.Equal(Bytes.FromHex(expected), buffer[..length]);
    }

    [Fact]
    public void Version_3_written_without_pseudo_header_gives_the_checksum_of_RFC_9568_section_5_2_8()
    {
        var buffer = new byte[64];
        var fields = Fields(3, 100, "", VrrpGroup.IPv4, ChecksumForm.MessageOnly);
        Assert.Equal(16, AdvertisementCodec.Write(buffer, fields));
        Assert.Equal([0xda, 0x4a], buffer[6..8]);
    }

    [Fact]
    public void Version_3_written_for_a_unicast_peer_sums_that_peer()
    {
        var buffer = new byte[64];
        AdvertisementCodec.Write(buffer, Fields(3, 100, "", Bytes.Address("192.168.6.111")));
        Assert.Equal([0x4b, 0x9c], buffer[6..8]);
    }

    [Fact]
    public void Version_3_over_IPv6_written_sums_the_pseudo_header_of_RFC_8200()
    {
        var buffer = new byte[64];
        var length = AdvertisementCodec.Write(buffer, new AdvertisementFields
        {
            Version = 3,
            VirtualRouterId = 52,
            Priority = 100,
            Interval = Duration.FromSeconds(1),
            Addresses = [Bytes.Virtual("fe80::7:100/64"), Bytes.Virtual("2001:db8:7::100/64")],
            Source = Bytes.Address("fe80::6:110"),
            Destination = VrrpGroup.IPv6,
        });
        Assert.Equal(40, length);
        Assert.Equal([0x3c, 0xd9], buffer[6..8]);
    }

    [Fact]
    public void Version_2_message_parsed_gives_its_fields()
    {
        var payload = Bytes.FromHex("21346402 0101874b c0a80764 c0a80765 31313131 00000000 ffff");
        Assert.True(AdvertisementCodec.TryParse(payload, AddressFamily.IPv4, out var parsed));
        Assert.Equal(2, parsed.Version);
        Assert.Equal(1, parsed.Type);
        Assert.Equal(52, parsed.VirtualRouterId);
        Assert.Equal(100, parsed.Priority);
        Assert.Equal(Duration.FromSeconds(1), parsed.Interval);
        Assert.Equal(AdvertisementCodec.SimplePassword, parsed.AuthenticationType);
        Assert.Equal("1111\0\0\0\0"u8.ToArray(), parsed.AuthenticationData.ToArray());
        Assert.Equal(24, parsed.Message.Length);
        Assert.Equal(2, parsed.AddressCount);
        Assert.True(AdvertisementCodec.TryVerify(parsed, Source, VrrpGroup.IPv4, out _));
    }

    [Theory]
    [InlineData("31346402 006432a1 c0a80764 c0a80765", ChecksumForm.PseudoHeader)]
    [InlineData("31346402 0064da4a c0a80764 c0a80765", ChecksumForm.MessageOnly)]
    public void Version_3_over_IPv4_verified_accepts_either_form_and_names_it(string hex, ChecksumForm expected)
    {
        Assert.True(AdvertisementCodec.TryParse(Bytes.FromHex(hex), AddressFamily.IPv4, out var parsed));
        Assert.True(AdvertisementCodec.TryVerify(parsed, Source, VrrpGroup.IPv4, out var form));
        Assert.Equal(expected, form);
    }

    [Fact]
    public void Version_3_reserved_bits_set_do_not_change_the_interval_RFC_9568_section_5_2_6()
    {
        var payload = Bytes.FromHex("31346402 f0640000 c0a80764 c0a80765");
        Assert.True(AdvertisementCodec.TryParse(payload, AddressFamily.IPv4, out var parsed));
        Assert.Equal(Duration.FromCentiseconds(100), parsed.Interval);
    }

    [Fact]
    public void Vector_with_any_one_bit_flipped_no_longer_verifies_or_parses_alike()
    {
        var vector = Bytes.FromHex("21346402 0101874b c0a80764 c0a80765 31313131 00000000");
        for (var bit = 0; bit < vector.Length * 8; bit++)
        {
            var flipped = (byte[])vector.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            var accepted = AdvertisementCodec.TryParse(flipped, AddressFamily.IPv4, out var parsed)
                && parsed.Version == 2
                && AdvertisementCodec.TryVerify(parsed, Source, VrrpGroup.IPv4, out _);
            Assert.False(accepted, $"bit {bit}");
        }
    }

    [Fact]
    public void Every_prefix_of_a_message_parsed_is_refused()
    {
        var vector = Bytes.FromHex("21346402 0101874b c0a80764 c0a80765 31313131 00000000");
        for (var length = 0; length < vector.Length; length++)
            Assert.False(AdvertisementCodec.TryParse(vector.AsSpan(0, length), AddressFamily.IPv4, out _));
    }

    private static AdvertisementFields Fields(
        byte version, byte priority, string password, IpAddress destination, ChecksumForm form = default) => new()
        {
            Version = version,
            VirtualRouterId = 52,
            Priority = priority,
            Interval = Duration.FromSeconds(1),
            Addresses = [Bytes.Virtual("192.168.7.100/24"), Bytes.Virtual("192.168.7.101/24")],
            Password = System.Text.Encoding.ASCII.GetBytes(password),
            Form = form,
            Source = Source,
            Destination = destination,
        };
}
