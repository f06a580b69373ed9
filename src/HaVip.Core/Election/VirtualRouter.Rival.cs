using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Election;

/// <summary>
/// Whether another host has the addresses of this Master. It asks for each of them at a low rate; who claims one twice, some
/// time apart, is a rival, so that one who is just leaving is none. A rival is asked again and again until it is silent.
/// </summary>
public sealed partial class VirtualRouter
{
    /// <summary>Addresses asked for at once; more are spread over the interval.</summary>
    internal const int AddressesPerProbe = 16;

    private const int SilencesOfGoneRival = 3;

    private static readonly Duration SuspicionLasts = Duration.FromSeconds(300);
    private static readonly Duration TellRivalEvery = Duration.FromSeconds(10);

    private RivalNotes _rivals = new();

    /// <summary>Another host that has the addresses of this Master too; null while none is known.</summary>
    public AddressRival? Rival => _rivals.Rival;

    /// <summary>When this Master last asked for its addresses; null where it has not.</summary>
    public Instant? AskedForRivals => _rivals.Asked;

    /// <summary>How many addresses move with this router.</summary>
    public int AddressCount => Configuration.VirtualAddresses.Count + Configuration.ExcludedAddresses.Count;

    /// <summary>Between two questions to a rival: it is noticed to be gone within less than an advertisement interval.</summary>
    private Duration RivalPace => Duration.Max(
        Duration.FromMilliseconds(50), Duration.Min(Configuration.AdvertisementInterval / 4, Duration.FromSeconds(1)));

    /// <summary>Another host said that it has one of this router's addresses.</summary>
    internal void NeighborHeard(in NeighborClaim claim, Instant now, ActionList actions)
    {
        if (claim.MacAddress == default || claim.MacAddress == Interface.MacAddress) return;
        if (!Configuration.SplitBrainProbe.IsOn) return;
        if (State == VrrpState.Backup) _rivals.Answer = claim;
        else if (State != VrrpState.Master) return;
        else if (_handover is not null) SuccessorAnswered(claim, now, actions);
        else if (now >= _rivals.ExcusedUntil) HearClaim(claim, now, actions);
        else if (TookFromLiving) AnswerFormer(now);
    }

    /// <summary>The virtual address at a place in the order of configuration, the excluded ones behind the others.</summary>
    public VirtualAddress AddressAt(int index)
    {
        var advertised = Configuration.VirtualAddresses;
        return index < advertised.Count
            ? advertised[index]
            : Configuration.ExcludedAddresses[index - advertised.Count];
    }

    /// <summary>Whoever had the addresses until now may answer a little longer, while it lingers and leaves.</summary>
    private void WatchForRivals(Instant now)
    {
        ExcuseOthers(now);
        _rivals.Advertised = new Instant(long.MinValue / 2);
        _rivals.NextAsked = 0;
        _timers[TimerKind.ProbeAddresses] = Configuration.SplitBrainProbe.IsOn ? _rivals.ExcusedUntil : Instant.Never;
    }

    /// <summary>As long as a busy machine may need to let go.</summary>
    private void ExcuseOthers(Instant now)
    {
        var gone = RivalGoneAt(now);
        var patient = (LetsConnectionsEnd ? _timers[TimerKind.FirstAdvertisement] : now) + Duration.FromSeconds(1);
        _rivals.ExcusedUntil = gone > patient ? gone : patient;
    }

    private void FollowProbeSettings(Instant now, ActionList actions)
    {
        if (!Configuration.SplitBrainProbe.IsOn)
        {
            EndRival(now, actions);
            _timers.Cancel(TimerKind.ProbeAddresses);
        }
        else if (_handover is null)
        {
            if (_timers[TimerKind.ProbeAddresses] == Instant.Never) WatchForRivals(now);
            var latest = now + Configuration.SplitBrainProbe.Interval;
            _timers[TimerKind.ProbeAddresses] = Instant.Min(_timers[TimerKind.ProbeAddresses], latest);
        }
    }

    /// <summary>A worse Master that is heard leaves when it hears this one; until then its claims are no news.</summary>
    private void ExcuseRival(IpAddress peer, byte priority, Instant now)
    {
        if (now >= _rivals.Advertised + MasterDownInterval) ExcuseOthers(now);
        _rivals.Advertised = now;
        _rivals.Peer = peer;
        _rivals.PeerPriority = priority;
    }

    private bool TookFromLiving => ReasonPeer != default && Reason != TransitionReason.NoAdvertisement;

    /// <summary>
    /// A former owner announces its addresses, by its own rhythm, before it knows that it is one: neighbours are put right
    /// when its burst is over.
    /// </summary>
    private void AnswerFormer(Instant now) => _timers[TimerKind.RivalGone] =
        Instant.Min(_timers[TimerKind.RivalGone], now + ElectionTimes.Burst);

    private void HearClaim(in NeighborClaim claim, Instant now, ActionList actions)
    {
        var another = claim.MacAddress != _rivals.Claim.MacAddress;
        if (another && _rivals.Follows) return;
        if (another || now >= _rivals.ClaimedLast + SuspicionLasts)
        {
            _rivals.Claim = claim;
            _rivals.ClaimedFirst = now;
        }

        _rivals.ClaimedLast = now;
        if (!_rivals.Follows) FollowClaim(now);
        if (Rival is null && now >= _rivals.ClaimedFirst + RivalPace)
            _rivals.Rival = new AddressRival(_rivals.Claim.Address, _rivals.Claim.MacAddress, _rivals.ClaimedFirst);
        TellRival(now, actions);
    }

    private void FollowClaim(Instant now)
    {
        _rivals.Follows = true;
        _rivals.ClaimAsked = new Instant(long.MinValue / 2);
        _rivals.Silences = 0;
        _timers[TimerKind.ProbeAddresses] = now + RivalPace;
    }

    /// <summary>One that comes and goes does not fill the log.</summary>
    private void TellRival(Instant now, ActionList actions)
    {
        if (Rival is null || _rivals.Told || now < _rivals.ToldAt + TellRivalEvery) return;
        _rivals.Told = true;
        _rivals.ToldAt = now;
        var isHeard = now < _rivals.Advertised + MasterDownInterval;
        ReportRival(EventKind.SplitBrain, isHeard ? new Cause(_rivals.Peer, _rivals.PeerPriority) : default, actions);
    }

    private void OnProbeTimer(Instant now, ActionList actions)
    {
        if (!Configuration.SplitBrainProbe.IsOn) return;
        if (State == VrrpState.Backup) AskForMaster(actions);
        else if (_rivals.Follows) AskRival(now, actions);
        else AskForRivals(now, actions);
    }

    private void AskForRivals(Instant now, ActionList actions)
    {
        var all = AddressCount;
        if (all == 0) return;
        var count = Math.Min(all, AddressesPerProbe);
        _rivals.NextAsked %= all;
        Ask(_rivals.NextAsked, count, actions);
        _rivals.Asked = now;
        _rivals.NextAsked = (_rivals.NextAsked + count) % all;
        _timers[TimerKind.ProbeAddresses] = now + (Configuration.SplitBrainProbe.Interval * count / all);
    }

    /// <summary>
    /// The first question without an answer may mean that the rival has just left: neighbours that hold its place are told at
    /// once, and the alarm is over a little later.
    /// </summary>
    private void AskRival(Instant now, ActionList actions)
    {
        _rivals.Silences = _rivals.ClaimedLast < _rivals.ClaimAsked ? _rivals.Silences + 1 : 0;
        if (_rivals.Silences == 1 && Rival is not null) StartAnnouncing(now, actions);
        if (_rivals.Silences == SilencesOfGoneRival || IndexOf(_rivals.Claim.Address) is not { } index)
        {
            EndRival(now, actions);
            AskForRivals(now, actions);
            return;
        }

        _rivals.ClaimAsked = now;
        _rivals.Asked = now;
        Ask(index, 1, actions);
        _timers[TimerKind.ProbeAddresses] = now + RivalPace;
    }

    private void EndRival(Instant now, ActionList actions)
    {
        _rivals.Follows = false;
        if (Rival is not { } rival) return;
        if (_rivals.Told) ReportRival(EventKind.SplitBrainEnded, new Cause(default, 0, now - rival.Since), actions);
        _rivals.Rival = null;
        _rivals.Told = false;
        _rivals.Claim = default;
    }

    private int? IndexOf(IpAddress address)
    {
        for (var i = 0; i < AddressCount; i++)
        {
            if (AddressAt(i).Prefix.Address == address) return i;
        }

        return null;
    }

    private void Ask(int first, int count, ActionList actions) => actions.Add(new EngineAction
    {
        Kind = ActionKind.ProbeAddresses,
        Router = this,
        First = first,
        Count = (byte)count,
    });

    private void ReportRival(EventKind kind, Cause cause, ActionList actions) => actions.Add(new EngineAction
    {
        Kind = ActionKind.Report,
        Router = this,
        Event = kind,
        Neighbor = new NeighborClaim(Rival!.Value.Address, Rival.Value.MacAddress),
        Peer = cause.Peer,
        PeerPriority = cause.Priority,
        Elapsed = cause.Elapsed,
    });
}
