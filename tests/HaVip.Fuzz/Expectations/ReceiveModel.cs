using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Fuzz.Expectations;

/// <summary>
/// What must be said of a packet, check by check in the order of RFC 9568 section 7.1, RFC 3768 section 7.1 and
/// RFC 2338 section 7.1; written from those and from nothing else.
/// </summary>
internal sealed class ReceiveModel(VirtualRouter router)
{
    private readonly HmacModel _hmac = new();

    /// <summary>What the trailer of the last packet judged was worth; null where that was not asked.</summary>
    public RejectReason? HmacVerdict { get; private set; }

    private InstanceConfiguration Configuration => router.Configuration;

    public RejectReason Judge(in Envelope envelope, ReadOnlySpan<byte> payload, long unixMicroseconds)
    {
        HmacVerdict = null;
        var length = WireReference.MessageLength(payload, router.Family);
        if (length < 0) return RejectReason.Truncated;
        var path = JudgePath(envelope);
        if (path != RejectReason.None) return path;
        if (payload[0] >> 4 != Configuration.Version) return RejectReason.Version;
        if ((payload[0] & 15) != 1) return RejectReason.Type;
        var identity = Configuration.Version == 2 ? JudgePassword(payload[..length]) : RejectReason.None;
        if (identity == RejectReason.None) identity = JudgeHmac(envelope, payload, length, unixMicroseconds);
        if (identity != RejectReason.None) return identity;
        if (!IntervalFits(payload)) return RejectReason.AdvertisementInterval;
        if (!SumFits(envelope, payload, length)) return RejectReason.Checksum;
        if (payload[3] == 0) return RejectReason.NoAddresses;
        if (router.State is not (VrrpState.Master or VrrpState.Backup)) return RejectReason.NotListening;
        var deaf = Configuration.AddressOwner && router.State == VrrpState.Master && !router.HandingOver;
        return deaf ? RejectReason.AddressOwner : RejectReason.None;
    }

    /// <summary>Hears that the packet judged last was accepted.</summary>
    public void Accepted(in Envelope envelope) => _hmac.Accepted(envelope.Source, HmacVerdict);

    private RejectReason JudgePath(in Envelope envelope)
    {
        var least = 255;
        if (envelope.Source == router.Source) return RejectReason.OwnAddress;
        if (envelope.Destination.IsMulticast != (Configuration.Unicast is null)) return RejectReason.Destination;
        if (Configuration.Unicast is { } unicast)
        {
            var source = envelope.Source;
            var peer = unicast.Peers.FirstOrDefault(peer => peer.Address == source);
            if (peer is null) return RejectReason.UnknownPeer;
            least = peer.MinimumTimeToLive;
        }

        return envelope.TimeToLive < least ? RejectReason.TimeToLive : RejectReason.None;
    }

    private RejectReason JudgePassword(ReadOnlySpan<byte> message)
    {
        var password = Configuration.Authentication?.Password;
        if (message[4] != (password is null ? 0 : 1)) return RejectReason.AuthenticationType;
        if (password is null) return RejectReason.None;
        var expected = System.Text.Encoding.ASCII.GetBytes(password.PadRight(8, '\0'));
        return message[^8..].SequenceEqual(expected) ? RejectReason.None : RejectReason.AuthenticationFailure;
    }

    private RejectReason JudgeHmac(in Envelope envelope, ReadOnlySpan<byte> payload, int length, long unixMicroseconds)
    {
        if (Configuration.Hmac is not { } settings) return RejectReason.None;
        // Of the interval in force, which is the Master's, the down interval and the skew tell.
        var interval = (router.MasterDownInterval - router.SkewTime) / Configuration.MissedAdvertisements;
        var window = settings.Window ?? Duration.Max(interval * 3, Duration.FromSeconds(5));
        var verdict = _hmac.Judge(settings, window, envelope.Source, payload, length, unixMicroseconds);
        HmacVerdict = verdict;
        return settings.Mode switch
        {
            HmacMode.Enforce => verdict,
            HmacMode.Permissive when verdict != RejectReason.HmacMissing => verdict,
            _ => RejectReason.None,
        };
    }

    private bool IntervalFits(ReadOnlySpan<byte> payload) => Configuration.Version == 2
        ? Duration.FromSeconds(payload[5]) == Configuration.AdvertisementInterval
        : ((payload[4] & 15) | payload[5]) != 0;

    private bool SumFits(in Envelope envelope, ReadOnlySpan<byte> payload, int length)
    {
        var isIPv6 = router.Family == AddressFamily.IPv6;
        var summed = isIPv6 ? payload : payload[..length];
        var sum = (payload[6] << 8) | payload[7];
        var plain = WireReference.Checksum(summed, pseudo: false, envelope.Source, envelope.Destination);
        if (Configuration.Version == 2) return sum == plain;
        var pseudo = WireReference.Checksum(summed, pseudo: true, envelope.Source, envelope.Destination);
        if (isIPv6 || Configuration.Checksum == ChecksumPreference.PseudoHeader) return sum == pseudo;
        return sum == plain || (Configuration.Checksum == ChecksumPreference.Auto && sum == pseudo);
    }
}
