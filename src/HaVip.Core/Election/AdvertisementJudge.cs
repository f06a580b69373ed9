using System.Text;
using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>
/// What an instance would say of the advertisements of its virtual router, for those who only watch: the same checks,
/// and the same memory of HMAC sequences, without a state or an election.
/// </summary>
public sealed class AdvertisementJudge
{
    private readonly HmacGuard _hmac = new();
    private readonly byte[] _password;
    private readonly UnicastSettings? _unicast;

    /// <param name="settings">The instance's.</param>
    /// <param name="heartbeat">The path that is watched; null means the instance's own interface.</param>
    public AdvertisementJudge(InstanceConfiguration settings, HeartbeatPath? heartbeat = null)
    {
        Settings = settings;
        Interface = heartbeat?.Interface ?? settings.Interface;
        _unicast = heartbeat is null ? settings.Unicast : heartbeat.Unicast;
        _password = Encoding.ASCII.GetBytes(settings.Authentication?.Password ?? "");
    }

    public InstanceConfiguration Settings { get; }

    /// <summary>Where the packets pass.</summary>
    public string Interface { get; }

    /// <summary>None where the instance would hear it.</summary>
    /// <param name="packet">The packet, of this instance's interface, family and virtual router id.</param>
    /// <param name="advertisement">The same, parsed.</param>
    /// <param name="sentHere">It left this node: who may be heard is not the question then.</param>
    /// <param name="unixMicroseconds">When it passed.</param>
    public RejectReason Judge(
        in ReceivedPacket packet, in Advertisement advertisement, bool sentHere, long unixMicroseconds)
    {
        var reason = sentHere ? RejectReason.None : ReceiveCheck.Path(packet, _unicast);
        if (reason == RejectReason.None) reason = ReceiveCheck.Kind(advertisement, Settings, _password);
        if (reason == RejectReason.None) reason = JudgeHmac(advertisement, packet.Source, unixMicroseconds);
        return reason == RejectReason.None
            ? ReceiveCheck.Content(packet, advertisement, Settings, out _)
            : reason;
    }

    /// <summary>What every receiver says, whatever its settings; unicast packets may have crossed routers.</summary>
    public static RejectReason JudgeWithoutSettings(in ReceivedPacket packet, in Advertisement advertisement)
    {
        var isVersion = advertisement.Version == 3
            || (advertisement.Version == 2 && packet.Source.Family == AddressFamily.IPv4);
        if (packet.Destination.IsMulticast && packet.TimeToLive < ReceiveCheck.RequiredTimeToLive)
            return RejectReason.TimeToLive;
        if (!isVersion) return RejectReason.Version;
        if (advertisement.Type != AdvertisementCodec.AdvertisementType) return RejectReason.Type;
        if (advertisement.Interval == Duration.Zero) return RejectReason.AdvertisementInterval;
        return AdvertisementCodec.TryVerify(advertisement, packet.Source, packet.Destination, out _)
            ? RejectReason.None
            : RejectReason.Checksum;
    }

    private RejectReason JudgeHmac(in Advertisement advertisement, IpAddress source, long unixMicroseconds)
    {
        if (Settings.Hmac is not { } hmac) return RejectReason.None;
        var window = hmac.Window ?? HmacGuard.DefaultWindow(Settings.AdvertisementInterval);
        var now = new Instant(unixMicroseconds);
        var verdict = _hmac.Judge(advertisement, 0, source, hmac, window, unixMicroseconds, now);
        if (verdict == RejectReason.None) _hmac.Accept(advertisement, 0, source, window, now);
        return HmacGuard.Tolerates(hmac.Mode, verdict) ? RejectReason.None : verdict;
    }
}
