using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Simulation.Checkers;

/// <summary>What a Master has sent (RFC 9568 section 6.4.3).</summary>
internal sealed partial class ElectionShadow
{
    private Instant _sent = Never;
    private Duration _sentInterval;
    private Duration _patience;

    /// <summary>
    /// The first word as Master, or the first after a hand-over, has no gap before it; Never means none was sent since.
    /// </summary>
    public void ForgetSent() => _sent = Never;

    public void Sent(InstanceConfiguration own, Instant local)
    {
        _sent = local;
        _sentInterval = own.AdvertisementInterval;
        _patience = own.AdvertisementInterval * Math.Max(2, (int)own.MissedAdvertisements);
    }

    /// <summary>
    /// As many intervals without a word as peers wait for: the most eager Backup may be Master by now, so a Master has to listen.
    /// </summary>
    public bool WasSilentTooLong(Instant local) => _sent != Never && local > _sent + _patience;

    /// <summary>When the next advertisement is due; Never while none is owed.</summary>
    public Instant NextDue => _sent == Never ? Never : Later(_sent, _forgiven, _forgiven) + _sentInterval;
}
