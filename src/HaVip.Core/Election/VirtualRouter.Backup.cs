using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>RFC 9568 section 6.4.2.</summary>
public sealed partial class VirtualRouter
{
    private IpAddress _master;
    private int _masterPath;
    private byte _masterPriority;
    private Instant _masterHeard;
    private bool _masterSaidGoodbye;
    private Instant _listenUntil = new(long.MinValue);
    private Instant _worseMasterSince = Instant.Never;

    /// <summary>
    /// Whether this Backup may take over from a worse Master. The address owner always may (RFC 9568 section 6.1,
    /// Preempt_Mode); an operator's hold stands above both.
    /// </summary>
    private bool Preempts => (Configuration.Preempt || Configuration.AddressOwner) && !_staysAway && !Suspended;

    private void BecomeBackup(TransitionReason reason, Instant now, ActionList actions, Cause cause = default)
    {
        var owned = State == VrrpState.Master;
        CancelElectionTimers();
        _masterHeard = now;
        _masterSaidGoodbye = false;
        _worseMasterSince = Instant.Never;
        if (cause.Peer.Family == AddressFamily.None) ForgetMaster();
        TransitionTo(VrrpState.Backup, reason, now, actions, cause);
        if (owned) LetGo(cause.Peer, actions);
        WaitForMaster(now + MasterDownInterval, now);
        ListenOnPaths(now);
    }

    private void BackupReceived(
        in Advertisement advertisement, IpAddress peer, AdvertisementPath path, Instant now, ActionList actions)
    {
        if (advertisement.Priority == 0)
        {
            _masterSaidGoodbye = true;
            _promotionIsDue = false;
            WaitWithoutAsking(now + GoodbyeWait);
            return;
        }

        RememberMaster(advertisement, peer, path, now);
        if (advertisement.Priority < Priority && PreemptsNow(now)) return;
        LearnInterval(advertisement, peer, actions);
        WaitForMaster(now + MasterDownInterval, now);
        _promotionIsDue = false;
    }

    /// <summary>Preempt_Mode, once the preempt delay since the first word of a worse Master is over.</summary>
    private bool PreemptsNow(Instant now)
    {
        if (!Preempts) return false;
        if (_worseMasterSince == Instant.Never) _worseMasterSince = now;
        return now >= _worseMasterSince + Configuration.PreemptDelay;
    }

    private void OnMasterDownTimer(Instant now, ActionList actions)
    {
        if (now < _listenUntil)
        {
            WaitForMaster(_listenUntil, now);
            return;
        }

        if (Suspended)
        {
            ForgetMaster();
            WaitWithoutAsking(now + MasterDownInterval);
            return;
        }

        if (AwaitsResults || Group?.Agrees(this) == false)
        {
            _promotionIsDue = true;
            return;
        }

        var silence = now - _masterHeard;
        if (_detection.Gone)
        {
            var cause = new Cause(_master, _masterPriority, silence);
            BecomeMaster(TransitionReason.HostGone, AnnounceOrder.AfterAdvertisement, now, actions, cause);
            _detection.Alarm = cause.Peer;
        }
        else if (_masterSaidGoodbye)
        {
            var cause = new Cause(_master, _masterPriority, silence);
            BecomeMaster(TransitionReason.MasterSaidGoodbye, AnnounceOrder.AroundAdvertisement, now, actions, cause);
        }
        else if (MasterIsAlive(now))
        {
            var cause = new Cause(_master, _masterPriority);
            BecomeMaster(TransitionReason.Preempted, AnnounceOrder.BeforeAdvertisement, now, actions, cause);
        }
        else
        {
            var cause = Silence(silence);
            BecomeMaster(TransitionReason.NoAdvertisement, AnnounceOrder.AfterAdvertisement, now, actions, cause);
        }
    }

    /// <summary>A Master that was heard within its own patience; it is then a worse one that is being preempted.</summary>
    private bool MasterIsAlive(Instant now) =>
        _masterPriority != 0 && !_masterSaidGoodbye
        && now < _masterHeard + (MasterInterval * Configuration.MissedAdvertisements);

    /// <summary>
    /// Who has the addresses, or had them until it said goodbye, by what it is called at this interface; nobody who is dead.
    /// </summary>
    private IpAddress FormerOwner(Instant now) =>
        State == VrrpState.Backup && _masterPath == 0 && (_masterSaidGoodbye || MasterIsAlive(now)) ? _master : default;

    private void RememberMaster(in Advertisement advertisement, IpAddress peer, AdvertisementPath path, Instant now)
    {
        if (advertisement.Priority >= Priority) _worseMasterSince = Instant.Never;
        CallOff(now);
        if (!IsNamedByEarlierPath(advertisement.Priority, path, now))
        {
            if (Configuration.Detection is not null && (peer != _master || _masterPriority == 0)) NoteHostsChanged();
            _master = peer;
            _masterPath = path.Index;
        }

        _masterPriority = advertisement.Priority;
        _masterHeard = now;
        _masterSaidGoodbye = false;
    }

    /// <summary>
    /// A Master has an address on each path; the one of the first path that carries its word is its name, so that it does
    /// not change with every copy.
    /// </summary>
    private bool IsNamedByEarlierPath(byte priority, AdvertisementPath path, Instant now) =>
        _master.Family != AddressFamily.None && _masterPath < path.Index && priority == _masterPriority
        && _paths[_masterPath].Heard + MasterDownInterval > now;

    private void ForgetMaster()
    {
        _master = default;
        _masterPath = 0;
        _masterPriority = 0;
        if (Configuration.Detection is not null) NoteHostsChanged();
    }

    /// <summary>Version 3: Active_Adver_Interval is the Master's (RFC 9568 section 6.4.2).</summary>
    private void LearnInterval(in Advertisement advertisement, IpAddress peer, ActionList actions)
    {
        if (Configuration.Version == 2) return;
        var known = MasterInterval;
        _learnedInterval = advertisement.Interval;
        if (advertisement.Interval != known)
            Report(EventKind.IntervalLearned, actions, new Cause(peer, advertisement.Priority, advertisement.Interval));
    }
}
