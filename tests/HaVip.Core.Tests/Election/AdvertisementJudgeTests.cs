using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Tests.Election;

/// <summary>Who only watches says of a packet what the instance itself says, and the packet's own faults without one.</summary>
public sealed class AdvertisementJudgeTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(x => (byte)x)];

    private static readonly InstanceConfiguration Three =
        RouterFixture.Seed with { Version = 3, Authentication = null };

    [Theory]
    [InlineData("right", RejectReason.None)]
    [InlineData("TTL", RejectReason.TimeToLive)]
    [InlineData("unicast", RejectReason.Destination)]
    [InlineData("version", RejectReason.Version)]
    [InlineData("type", RejectReason.Type)]
    [InlineData("no password", RejectReason.AuthenticationType)]
    [InlineData("password", RejectReason.AuthenticationFailure)]
    [InlineData("interval", RejectReason.AdvertisementInterval)]
    [InlineData("checksum", RejectReason.Checksum)]
    [InlineData("no addresses", RejectReason.NoAddresses)]
    public void Packet_with_one_fault_is_judged_as_the_instance_judges_it(string fault, RejectReason expected)
    {
        var (bytes, timeToLive, destination) = Faulty(fault);
        var node = RouterFixture.Backup();

        var heard = node.Hear(bytes, timeToLive: timeToLive, destination: destination);

        Assert.Equal(expected == RejectReason.None ? [] : [$"rejected {expected}"], heard.Where(x => x.StartsWith("rej")));
        Assert.Equal(expected, Judge(new AdvertisementJudge(RouterFixture.Seed), bytes, timeToLive, destination));
    }

    [Fact]
    public void Packet_sent_from_here_is_not_asked_where_it_goes()
    {
        var peers = new UnicastSettings { Peers = [new UnicastPeer(Bytes.Address("192.168.6.130"))] };
        var judge = new AdvertisementJudge(RouterFixture.Seed with { Unicast = peers });
        var bytes = RouterFixture.Advertisement(RouterFixture.Seed, 100);

        Assert.Equal(RejectReason.UnknownPeer, Judge(judge, bytes, 255, "192.168.6.110"));
        Assert.Equal(RejectReason.None, Judge(judge, bytes, 255, "192.168.6.110", sentHere: true));
    }

    [Theory]
    [InlineData(ChecksumPreference.Auto, RejectReason.None)]
    [InlineData(ChecksumPreference.MessageOnly, RejectReason.None)]
    [InlineData(ChecksumPreference.PseudoHeader, RejectReason.Checksum)]
    public void Checksum_form_is_judged_by_preference(ChecksumPreference preference, RejectReason expected)
    {
        var bytes = RouterFixture.Advertisement(Three, 100, form: ChecksumForm.MessageOnly);

        Assert.Equal(expected, Judge(new AdvertisementJudge(Three with { Checksum = preference }), bytes));
    }

    [Theory]
    [InlineData(HmacMode.Enforce, RejectReason.HmacMissing, RejectReason.HmacReplayed)]
    [InlineData(HmacMode.Permissive, RejectReason.None, RejectReason.HmacReplayed)]
    [InlineData(HmacMode.ReceiveOnly, RejectReason.None, RejectReason.None)]
    public void Signature_is_judged_by_mode_and_remembered(HmacMode mode, RejectReason unsigned, RejectReason again)
    {
        var hmac = new HmacAuthentication { Keys = [new HmacKey(7, "", new Secret(Key))], ActiveKey = 7, Mode = mode };
        var judge = new AdvertisementJudge(Three with { Hmac = hmac });
        var bytes = RouterFixture.Advertisement(Three, 100);
        var signed = new byte[bytes.Length + HmacTrailer.Length];
        bytes.CopyTo(signed, 0);
        const ulong Sequence = (ulong)(RouterFixture.UnixTime / 1_000_000) << 32;
        HmacTrailer.Append(signed, bytes.Length, Bytes.Address(RouterFixture.Peer), 7, Key, Sequence);

        Assert.Equal(unsigned, Judge(judge, bytes));
        Assert.Equal(RejectReason.None, Judge(judge, signed));
        Assert.Equal(again, Judge(judge, signed));
        signed[^1] ^= 1;
        Assert.Equal(mode == HmacMode.ReceiveOnly ? RejectReason.None : RejectReason.HmacMismatch, Judge(judge, signed));
    }

    [Theory]
    [InlineData("right", RejectReason.None)]
    [InlineData("password", RejectReason.None)]
    [InlineData("TTL", RejectReason.TimeToLive)]
    [InlineData("version", RejectReason.Version)]
    [InlineData("type", RejectReason.Type)]
    [InlineData("zero interval", RejectReason.AdvertisementInterval)]
    [InlineData("checksum", RejectReason.Checksum)]
    public void Without_settings_only_the_faults_of_the_packet_itself_count(string fault, RejectReason expected)
    {
        var (bytes, timeToLive, destination) = Faulty(fault);
        Assert.True(AdvertisementCodec.TryParse(bytes, AddressFamily.IPv4, out var advertisement));

        var packet = Packet(bytes, timeToLive, destination);

        Assert.Equal(expected, AdvertisementJudge.JudgeWithoutSettings(packet, advertisement));
    }

    private static (byte[] Bytes, byte TimeToLive, string Destination) Faulty(string fault)
    {
        var seed = RouterFixture.Seed;
        var none = seed with { Authentication = null };
        var other = seed with { Authentication = new SimplePasswordAuthentication("2222") };
        byte[] bytes = fault switch
        {
            "version" => Changed(seed, 0, 0x41),
            "type" => Changed(seed, 0, 0x22),
            "no password" => RouterFixture.Advertisement(none, 100),
            "password" => RouterFixture.Advertisement(other, 100),
            "interval" => RouterFixture.Advertisement(seed, 100, interval: Duration.FromSeconds(2)),
            "zero interval" => RouterFixture.Advertisement(seed, 100, interval: Duration.Zero),
            "checksum" => Changed(seed, 6, 0),
            "no addresses" => RouterFixture.Advertisement(seed with { VirtualAddresses = [] }, 100),
            _ => RouterFixture.Advertisement(seed, 100),
        };
        return (bytes, fault == "TTL" ? (byte)254 : (byte)255, fault == "unicast" ? "192.168.6.110" : "224.0.0.18");
    }

    private static byte[] Changed(InstanceConfiguration settings, int place, byte value)
    {
        var bytes = RouterFixture.Advertisement(settings, 100);
        bytes[place] = value;
        return bytes;
    }

    private static RejectReason Judge(
        AdvertisementJudge judge, byte[] bytes, byte timeToLive = 255, string destination = "224.0.0.18",
        bool sentHere = false)
    {
        Assert.True(AdvertisementCodec.TryParse(bytes, AddressFamily.IPv4, out var advertisement));
        return judge.Judge(Packet(bytes, timeToLive, destination), advertisement, sentHere, RouterFixture.UnixTime);
    }

    private static ReceivedPacket Packet(byte[] bytes, byte timeToLive, string destination) => new()
    {
        InterfaceIndex = 2,
        Source = Bytes.Address(RouterFixture.Peer),
        Destination = Bytes.Address(destination),
        TimeToLive = timeToLive,
        Payload = bytes,
    };
}
