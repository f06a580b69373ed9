using System.Management.Automation;
using System.Security;
using HaVip.PowerShell.Parameters;

namespace HaVip.PowerShell.Tests.Parameters;

public sealed class ParameterTests
{
    [Theory]
    [InlineData("1s", 1_000)]
    [InlineData("100ms", 100)]
    [InlineData("2m", 120_000)]
    [InlineData("00:00:05", 5_000)]
    [InlineData(30, 30_000)]
    [InlineData((short)1, 1_000)]
    [InlineData(0.25, 250)]
    public void Lengths_of_time_are_read_as_the_configuration_writes_them(object input, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), new DurationAttribute().Transform(null!, input));

    [Fact]
    public void A_time_span_stays_what_it_is() =>
        Assert.Equal(TimeSpan.FromTicks(7), new DurationAttribute().Transform(null!, new PSObject(TimeSpan.FromTicks(7))));

    [Theory]
    [InlineData("soon")]
    [InlineData("-1s")]
    [InlineData("")]
    public void What_is_no_length_of_time_is_refused(string input) => Assert.Throws<ArgumentTransformationMetadataException>(
        () => new DurationAttribute().Transform(null!, input));

    [Fact]
    public void A_plain_password_is_refused_and_not_repeated()
    {
        var error = Assert.Throws<ArgumentTransformationMetadataException>(
            () => new PasswordAttribute().Transform(null!, "hunter2"));
        Assert.DoesNotContain("hunter2", error.Message);
    }

    [Fact]
    public void A_password_file_gives_its_first_line()
    {
        using var root = new TemporaryRoot();
        root.Write("secret", "1111\nrest\n");
        var secret = (SecureString)new PasswordAttribute().Transform(null!, "file:" + root.File("secret"));
        Assert.Equal("1111", PasswordAttribute.Reveal(secret));
    }

    [Theory]
    [InlineData("192.168.7.100/24")]
    [InlineData("192.168.7.100/32")]
    [InlineData("192.168.7.100/24 dev eth1 label eth1:0 scope link")]
    [InlineData("fe80::1/64")]
    [InlineData("192.168.7.100/24 brd 192.168.7.255 peer 192.168.7.1/32 preferred_lft 0s noprefixroute")]
    public void Addresses_are_written_as_they_are_read(string text) =>
        Assert.Equal(text, AddressText.Write(AddressText.ReadAddress(text)));

    [Theory]
    [InlineData("default via 192.168.7.1")]
    [InlineData("default via 192.168.7.1 dev eth0 metric 5")]
    [InlineData("10.0.0.0/8 via 192.168.7.1")]
    [InlineData("default via fe80::1")]
    [InlineData("10.0.0.0/8 via 192.168.7.1 dev eth0 table 100 src 192.168.7.100 mtu 1400 scope link onlink")]
    [InlineData("blackhole 10.0.0.0/8 metric 5 table 100")]
    [InlineData("unreachable default")]
    [InlineData("prohibit ::/0")]
    public void Routes_are_written_as_they_are_read(string text) =>
        Assert.Equal(text, AddressText.Write(AddressText.ReadRoute(text)));

    [Theory]
    [InlineData("")]
    [InlineData("192.168.7.300/24")]
    [InlineData("192.168.7.100/24 dev")]
    [InlineData("192.168.7.100/24 scope galaxy")]
    [InlineData("192.168.7.100/24 color red")]
    public void What_is_no_address_is_explained(string text) => Assert.Equal(
        "InvalidVirtualAddress", Assert.Throws<HaVipException>(() => AddressText.ReadAddress(text)).ErrorId);

    [Theory]
    [InlineData("192.168.6.120", "192.168.6.120", 255)]
    [InlineData(" fd00:6::120  minttl 64 ", "fd00:6::120", 64)]
    public void Peers_are_read_with_the_least_ttl_they_may_have(string text, string address, int least)
    {
        var peer = AddressText.ReadPeer(text);
        Assert.Equal((address, least), (peer.Address.ToString(), (int)peer.MinimumTimeToLive));
    }

    [Theory]
    [InlineData("")]
    [InlineData("n2")]
    [InlineData("192.168.6.120/24")]
    [InlineData("192.168.6.120 minttl")]
    [InlineData("192.168.6.120 minttl 256")]
    [InlineData("192.168.6.120 ttl 254")]
    public void What_is_no_peer_is_explained(string text) => Assert.Equal(
        "InvalidUnicastAddress", Assert.Throws<HaVipException>(() => AddressText.ReadPeer(text)).ErrorId);

    [Theory]
    [InlineData("eth1")]
    [InlineData("eth1 peer 10.0.0.2")]
    [InlineData("bond0.20 source fe80::1 peer fe80::2 minttl 254 peer fe80::3")]
    public void Heartbeats_are_written_as_they_are_read(string text) =>
        Assert.Equal(text, HeartbeatText.Write(HeartbeatText.Read($"  {text} ")));

    [Theory]
    [InlineData("")]
    [InlineData("eth1 peer")]
    [InlineData("eth1 minttl 254")]
    [InlineData("eth1 peer 10.0.0.2 minttl 256")]
    [InlineData("eth1 to 10.0.0.2")]
    public void What_is_no_heartbeat_is_explained(string text) =>
        Assert.Equal("InvalidHeartbeat", Assert.Throws<HaVipException>(() => HeartbeatText.Read(text)).ErrorId);

    [Theory]
    [InlineData("")]
    [InlineData("default")]
    [InlineData("default metric 10")]
    [InlineData("nowhere via 192.168.7.1")]
    [InlineData("default via 192.168.7.1 metric -1")]
    public void What_is_no_route_is_explained(string text) => Assert.Equal(
        "InvalidVirtualRoute", Assert.Throws<HaVipException>(() => AddressText.ReadRoute(text)).ErrorId);
}
