using System.Text.Json;
using HaVip.Core.Control;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.PowerShell.Nodes;
using HaVip.PowerShell.Tests.Commands;
using HaVip.PowerShell.Tracing;

namespace HaVip.PowerShell.Tests.Tracing;

public sealed class TraceTests
{
    private static readonly TracedAdvertisement Traced = new()
    {
        TimeUnixMicroseconds = 1_795_348_800_123_456,
        Interface = "eth0",
        Direction = PacketDirection.Sent,
        Source = "192.168.6.110",
        SourceMac = "02:00:00:00:01:10",
        Destination = "224.0.0.18",
        TimeToLive = 255,
        AddressFamily = AddressFamily.IPv4,
        Version = 3,
        Type = 1,
        VirtualRouterId = 52,
        Priority = 100,
        AdvertisementIntervalMicroseconds = 100_000,
        Checksum = TracedChecksum.PseudoHeader,
        VirtualAddresses = ["192.168.7.100"],
        HmacKeyId = 7,
        HmacUnixMicroseconds = 1_795_348_800_000_000,
        HmacCounter = 2,
        Length = 40,
    };

    [Fact]
    public void Line_of_the_tracer_becomes_an_object()
    {
        var read = Read(Traced);

        Assert.Equal(DateTimeOffset.UnixEpoch.AddTicks(17_953_488_001_234_560), read.Time);
        Assert.Equal(("n1", "eth0", PacketDirection.Sent), (read.NetworkNamespace, read.Interface, read.Direction));
        Assert.Equal(TimeSpan.FromMilliseconds(100), read.AdvertisementInterval);
        Assert.Equal(TracedChecksum.PseudoHeader, read.ChecksumForm);
        Assert.Equal(["192.168.7.100"], read.VirtualAddress);
        Assert.Equal((7, 2), (read.Hmac!.KeyId, read.Hmac.Counter));
        Assert.True(read.Valid);
        Assert.Null(read.RejectReason);
    }

    [Fact]
    public void Refused_packet_is_not_valid_and_says_why()
    {
        var read = Read(new TracedAdvertisement
        {
            TimeUnixMicroseconds = 0,
            Interface = "eth0",
            Direction = PacketDirection.Received,
            Source = "192.168.6.120",
            Destination = "224.0.0.18",
            TimeToLive = 255,
            AddressFamily = AddressFamily.IPv4,
            Rejected = RejectReason.Truncated,
            Reason = "shorter than its address count says",
        });

        Assert.False(read.Valid);
        Assert.Equal(RejectReason.Truncated, read.RejectReason);
        Assert.Equal("192.168.6.120 -> 224.0.0.18: shorter than its address count says", read.ToString());
        Assert.Null(read.Version);
        Assert.Null(read.Hmac);
    }

    [Fact]
    public void Line_of_somebody_else_is_an_error() =>
        Assert.Equal("TraceFailed", Assert.Throws<HaVipException>(() => TraceReader.Read("hello", null)).ErrorId);

    [Fact]
    public void Request_is_the_command_line_of_the_tracer()
    {
        var node = new NodeLocation("n1", "/r");
        var listening = new TraceRequest(node)
        {
            Interfaces = ["eth0", "eth1"],
            VirtualRouterIds = [52],
            Family = AddressFamily.IPv6,
        };
        Assert.Equal(
            "trace --network-namespace=n1 --interface=eth0 --interface=eth1 --virtual-router-id=52 --family=ipv6",
            string.Join(' ', listening.Arguments()));
        Assert.Equal(
            "trace --network-namespace=n1 --config=/r/etc/havip/n1/havip.yaml --instance=VI_1",
            string.Join(' ', new TraceRequest(node) { Instances = ["VI_1"] }.Arguments()));
    }

    [Theory]
    [InlineData("Trace-HaVipAdvertisement eth0 -Count 0", "ParameterArgumentValidationError")]
    [InlineData("Trace-HaVipAdvertisement eth0 -Duration 0s", "ParameterArgumentValidationError")]
    [InlineData("Trace-HaVipAdvertisement eth0 -VirtualRouterId 0", "ParameterArgumentValidationError")]
    [InlineData("Trace-HaVipAdvertisement eth0 -AddressFamily None", "ParameterArgumentValidationError")]
    [InlineData("Trace-HaVipAdvertisement eth0 -NetworkNamespace ''", "EmptyNode")]
    [InlineData("Trace-HaVipAdvertisement eth0 -NetworkNamespace ../x", "InvalidNetworkNamespace")]
    [InlineData("Trace-HaVipAdvertisement eth0 -NetworkNamespace there-is-none-x", "NetworkNamespaceNotFound")]
    [InlineData("Trace-HaVipAdvertisement -Name VI_1 -RootPath /there-is-none", "NodeNotConfigured")]
    public void Mistake_is_told_before_anything_is_begun(string script, string errorId)
    {
        using var session = new CmdletSession();
        Assert.StartsWith(errorId, session.Fail(script).FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("-Name VI_9", "UnknownInstance")]
    [InlineData("-Name X*", "UnknownInstance")]
    [InlineData("-Name VI_1 -Interface eth7", "UnknownInstance")]
    public void Instance_that_is_not_there_is_told(string arguments, string errorId)
    {
        using var root = new TemporaryRoot();
        root.Write("etc/havip/havip.yaml", TemporaryRoot.Seed);
        using var session = new CmdletSession();
        var error = session.Fail($"Trace-HaVipAdvertisement -RootPath {root.Path} {arguments}");
        Assert.StartsWith(errorId, error.FullyQualifiedErrorId);
    }

    private static Advertisement Read(TracedAdvertisement traced) =>
        TraceReader.Read(JsonSerializer.Serialize(traced, ControlJson.Default.TracedAdvertisement), "n1");
}
