using HaVip.Core.Values;

namespace HaVip.Core.Tests.Values;

public sealed class ValueTests
{
    [Theory]
    [InlineData("1", 1_000_000)]
    [InlineData("0.1", 100_000)]
    [InlineData("1s", 1_000_000)]
    [InlineData("1.5s", 1_500_000)]
    [InlineData("100ms", 100_000)]
    [InlineData("10 ms", 10_000)]
    [InlineData("250us", 250)]
    [InlineData("2m", 120_000_000)]
    [InlineData("1h", 3_600_000_000)]
    [InlineData("0", 0)]
    public void Duration_written_as_text_is_read(string text, long microseconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(microseconds, duration.Microseconds);
        Assert.True(Duration.TryParse(duration.ToString(), out var again));
        Assert.Equal(duration, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1d")]
    [InlineData("0.5us")]
    [InlineData("1e3")]
    [InlineData("99999999999999999999999")]
    [InlineData("9999999h")]
    public void Text_that_is_no_duration_is_refused(string text) => Assert.False(Duration.TryParse(text, out _));

    [Theory]
    [InlineData("192.168.7.100/24", "192.168.7.100/24")]
    [InlineData("192.168.7.100", "192.168.7.100/32")]
    [InlineData("2001:DB8::1/64", "2001:db8::1/64")]
    [InlineData("fe80::1", "fe80::1/128")]
    public void Prefix_written_as_text_is_read(string text, string expected)
    {
        Assert.True(IpPrefix.TryParse(text, out var prefix));
        Assert.Equal(expected, prefix.ToString());
    }

    [Theory]
    [InlineData("192.168.7")]
    [InlineData("192.168.7.100/33")]
    [InlineData("192.168.7.100/")]
    [InlineData("192.168.7.100/-1")]
    [InlineData("1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[fe80::1]/64")]
    [InlineData("2001:db8::1/129")]
    [InlineData("host")]
    [InlineData("")]
    public void Text_that_is_no_prefix_is_refused(string text) => Assert.False(IpPrefix.TryParse(text, out _));

    [Fact]
    public void Addresses_compared_go_by_unsigned_network_order_RFC_9568_section_6_4_3()
    {
        Assert.True(Bytes.Address("192.168.6.120") > Bytes.Address("192.168.6.110"));
        Assert.True(Bytes.Address("200.0.0.1") > Bytes.Address("100.255.255.255"));
        Assert.True(Bytes.Address("fe80::2") > Bytes.Address("fe80::1"));
    }

    [Theory]
    [InlineData("192.168.7.0/24", "192.168.7.1", true)]
    [InlineData("192.168.7.0/24", "192.168.8.1", false)]
    [InlineData("0.0.0.0/0", "8.8.8.8", true)]
    [InlineData("::/0", "fe80::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    public void Prefix_asked_for_an_address_knows_its_own(string prefix, string address, bool expected)
    {
        Assert.True(IpPrefix.TryParse(prefix, out var parsed));
        Assert.Equal(expected, parsed.Contains(Bytes.Address(address)));
    }

    [Fact]
    public void Virtual_mac_is_that_of_RFC_9568_section_7_3()
    {
        Assert.Equal("00:00:5e:00:01:34", MacAddress.VirtualRouter(AddressFamily.IPv4, 52).ToString());
        Assert.Equal("00:00:5e:00:02:34", MacAddress.VirtualRouter(AddressFamily.IPv6, 52).ToString());
    }
}
