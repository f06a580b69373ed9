using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Election;

/// <summary>
/// The other node is not HaVip. As the old owner it drops the addresses, and every connection with them, as soon as it
/// hears a better Master: so it is to hear it late. As the new owner it resets connections it does not know: so there must
/// be none when it takes over.
/// </summary>
public sealed partial class VirtualRouter
{
    /// <summary>Of the last advertisement that was accepted.</summary>
    private bool _isOfOtherMaker;

    /// <summary>
    /// This Master has and announces the addresses, and has not told the old owner yet, who goes on with the connections
    /// that are open to it.
    /// </summary>
    internal bool LetsConnectionsEnd => _timers[TimerKind.FirstAdvertisement] != Instant.Never;

    private bool KeepsConnections => Configuration.AcceptsPackets && Configuration.Handover.Drain > Duration.Zero;

    private Duration PatienceWith(IpAddress former) =>
        former != default && _isOfOtherMaker && KeepsConnections ? Configuration.Handover.Drain : Duration.Zero;

    /// <summary>
    /// Neighbours that asked meanwhile may have been answered by the old owner: they are told again before it goes, and
    /// when it has gone.
    /// </summary>
    private void OnFirstAdvertisement(Instant due, Instant now, ActionList actions)
    {
        if (now - due > PeerPatience)
        {
            WakeLate(now - due, now, actions);
            return;
        }

        Announce(1, actions);
        Advertise(now, actions);
        ExpectFormerToLeave(now);
        WatchForRivals(now);
    }

    /// <summary>
    /// A new owner that is not HaVip is prepared for: at once where another maker was heard, else when the goodbye was not
    /// answered as HaVip would.
    /// </summary>
    private void MindSuccessor(Instant now, ActionList actions)
    {
        if (_isOfOtherMaker) MindOtherMaker(actions);
        else _timers[TimerKind.GoodbyeUnanswered] = now + ElectionTimes.GoodbyeAnswered;
    }

    private void MindOtherMaker(ActionList actions)
    {
        HoldConnections(actions);
        RebutClaims(actions);
    }

    /// <summary>New connections wait for the new owner, so that no old one is left when it takes over.</summary>
    private void HoldConnections(ActionList actions)
    {
        if (!KeepsConnections) return;
        _handover = _handover! with { HoldsConnections = true };
        actions.Add(ActionKind.HoldConnections, this);
    }

    private void AdmitConnections(ActionList actions)
    {
        if (!_handover!.HoldsConnections) return;
        _handover = _handover with { HoldsConnections = false };
        actions.Add(ActionKind.AdmitConnections, this);
    }
}
