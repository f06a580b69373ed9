using System.Text.Json;
using HaVip.Core.Configuration;
using HaVip.Core.Control;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;
using HaVip.Linux;
using HaVip.Node.Tracing;

namespace HaVip.Node.Tests.Tracing;

public sealed class PacketReportTests
{
    private static readonly IpAddress Source = Address("192.168.6.110");

    private static readonly InstanceConfiguration Seed = new()
    {
        Name = "VI_1",
        Interface = "eth0",
        VirtualRouterId = 52,
        Version = 2,
        Authentication = new SimplePasswordAuthentication("s3cret"),
        VirtualAddresses = [Virtual("192.168.7.100/24"), Virtual("192.168.7.101/24")],
    };

    [Fact]
    public void Version_2_tells_its_authentication_type_but_never_the_password()
    {
        var report = Describe(Write(Seed, "s3cret"))!;

        Assert.Equal(
            new byte?[] { 2, 1, 52, 100 }, [report.Version, report.Type, report.VirtualRouterId, report.Priority]);
        Assert.Equal("SimplePassword", report.AuthenticationType);
        Assert.Equal(TracedChecksum.V2, report.Checksum);
        Assert.Equal(["192.168.7.100", "192.168.7.101"], report.VirtualAddresses);
        Assert.Equal((RejectReason.None, "", 24L), (report.Rejected, report.Reason, (long)report.Length));
        var json = JsonSerializer.Serialize(report, ControlJson.Default.TracedAdvertisement);
        Assert.DoesNotContain("s3cret", json, StringComparison.Ordinal);
        Assert.Contains("\"direction\":\"Received\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ChecksumForm.PseudoHeader, TracedChecksum.PseudoHeader)]
    [InlineData(ChecksumForm.MessageOnly, TracedChecksum.MessageOnly)]
    public void Version_3_tells_its_checksum_form(ChecksumForm form, TracedChecksum expected)
    {
        var report = Describe(Write(Seed with { Version = 3 }, "", form))!;

        Assert.Equal(expected, report.Checksum);
        Assert.Equal(1_000_000, report.AdvertisementIntervalMicroseconds);
        Assert.Null(report.AuthenticationType);
    }

    [Fact]
    public void Signed_packet_tells_key_time_and_counter()
    {
        var bytes = new byte[AdvertisementCodec.MaximumLength];
        var key = new byte[32];
        const ulong Sequence = (1_795_348_800UL << 32) | (0x8000UL << 16) | 3;
        var length = AdvertisementCodec.WriteSigned(bytes, Fields(Seed with { Version = 3 }), 7, key, Sequence);

        var report = Describe(bytes[..length])!;

        Assert.Equal(((byte)7, 1_795_348_800_500_000, 3), (report.HmacKeyId, report.HmacUnixMicroseconds, report.HmacCounter));
    }

    [Theory]
    [InlineData("", null, RejectReason.Truncated)]
    [InlineData("2134", 52, RejectReason.Truncated)]
    [InlineData("21346402 0001 0000 C0A80764", 52, RejectReason.Truncated)]
    [InlineData("41346401 0064 0000", 52, RejectReason.Version)]
    [InlineData("31346401 0064 0000 C0A80764", 52, RejectReason.Checksum)]
    public void Malformed_packet_is_told_with_what_can_be_read_of_it(string hex, int? id, RejectReason expected)
    {
        var report = Describe(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)))!;

        Assert.Equal((byte?)id, report.VirtualRouterId);
        Assert.Equal(expected, report.Rejected);
        Assert.NotEmpty(report.Reason);
        Assert.Equal(expected == RejectReason.Checksum ? TracedChecksum.Invalid : null, report.Checksum);
    }

    [Fact]
    public void Instance_judges_only_what_is_for_it()
    {
        var filter = new PacketFilter([], AddressFamily.None, [Seed]);

        var wrong = Describe(Write(Seed, "other"), filter)!;

        Assert.Equal(("VI_1", RejectReason.AuthenticationFailure), (wrong.Instance, wrong.Rejected));
        Assert.Equal("other password than configured here", wrong.Reason);
        Assert.Equal(RejectReason.Version, Describe(Write(Seed with { Version = 3 }, ""), filter)!.Rejected);
        Assert.Null(Describe(Write(Seed with { VirtualRouterId = 53 }, "s3cret"), filter));
        Assert.Null(Describe(Write(Seed, "s3cret"), filter, "eth1"));
        Assert.Null(Describe([0x21], filter));
    }

    [Fact]
    public void Filters_leave_out_other_virtual_routers_and_families()
    {
        var bytes = Write(Seed, "");
        Assert.NotNull(Describe(bytes, new PacketFilter([51, 52], AddressFamily.IPv4, [])));
        Assert.Null(Describe(bytes, new PacketFilter([51], AddressFamily.None, [])));
        Assert.Null(Describe([0x21], new PacketFilter([52], AddressFamily.None, [])));
        Assert.Null(Describe(bytes, new PacketFilter([], AddressFamily.IPv6, [])));
    }

    private static TracedAdvertisement? Describe(
        byte[] payload, PacketFilter? filter = null, string interfaceName = "eth0")
    {
        var captured = new CapturedPacket
        {
            Packet = new ReceivedPacket
            {
                InterfaceIndex = 2,
                Source = Source,
                Destination = VrrpGroup.IPv4,
                TimeToLive = 255,
                Payload = payload,
            },
            IsOutgoing = false,
            SourceMac = new MacAddress(0x02_00_00_00_01_10),
            UnixMicroseconds = 1_795_348_800_500_000,
        };
        return PacketReport.Describe(captured, interfaceName, filter ?? new PacketFilter([], AddressFamily.None, []));
    }

    private static byte[] Write(
        InstanceConfiguration settings, string password, ChecksumForm form = ChecksumForm.PseudoHeader)
    {
        var buffer = new byte[AdvertisementCodec.MaximumLength];
        return buffer[..AdvertisementCodec.Write(buffer, Fields(settings, password, form))];
    }

    private static AdvertisementFields Fields(
        InstanceConfiguration settings, string password = "", ChecksumForm form = ChecksumForm.PseudoHeader) => new()
        {
            Version = settings.Version,
            VirtualRouterId = settings.VirtualRouterId,
            Priority = 100,
            Interval = settings.AdvertisementInterval,
            Addresses = settings.VirtualAddresses,
            Password = System.Text.Encoding.ASCII.GetBytes(password),
            Form = form,
            Source = Source,
            Destination = VrrpGroup.IPv4,
        };

    private static IpAddress Address(string text) =>
        IpAddress.TryParse(text, out var address) ? address : throw new FormatException(text);

    private static VirtualAddress Virtual(string text) =>
        IpPrefix.TryParse(text, out var prefix) ? new VirtualAddress(prefix) : throw new FormatException(text);
}
