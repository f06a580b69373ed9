using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Simulation.Checkers;

/// <summary>
/// What RFC 9568 section 6.4.2 lets a Backup do, kept apart from the core from the packets that reached it: the
/// earliest and the latest moment at which it may become Master without a command. All times are the host's own.
/// </summary>
internal sealed partial class ElectionShadow
{
    private static readonly Instant Never = Instant.Never;

    /// <summary>The wait after a goodbye is the priority's part of this, unless the skew time is meant to the letter.</summary>
    private static readonly Duration GoodbyeSpan = Duration.FromMilliseconds(20);

    private Instant _listenUntil;
    private Instant _restarted;
    private Instant _goodbye = Never;
    private Instant _worseSince = Never;
    private Instant _forgiven;
    private Instant _reloaded;
    private Duration _learned;
    private bool _learnedFromPeer;
    private byte _highestPriority;
    private byte _lowestPriority;

    /// <summary>This node gave and has to stay away from any living Master.</summary>
    public bool Gave { get; set; }

    /// <summary>When another's advertisement, not a goodbye, was heard last.</summary>
    public Instant OtherHeard { get; private set; } = new(-1);

    public byte OtherPriority { get; private set; }

    /// <summary>That one's patience is not over and it has not said goodbye.</summary>
    public bool OtherLives(InstanceConfiguration own, Instant local) =>
        OtherHeard.Microseconds >= 0 && _goodbye == Never && local < OtherHeard + (MasterInterval(own) * own.MissedAdvertisements);

    /// <summary>The memory HMAC has of other nodes.</summary>
    public SenderMemory Senders { get; } = new();

    public void Boot(Instant local, Duration startupDelay)
    {
        _listenUntil = local + startupDelay;
        Senders.Forget();
        Gave = false;
        OtherHeard = new Instant(-1);
        Enter(local, default, 0, 0);
        Forgive(local);
    }

    /// <summary>What an advertisement of this node says: a Backup's is a last word, with the interval of the winner.</summary>
    public Duration IntervalSent(InstanceConfiguration own, VrrpState state) =>
        state == VrrpState.Backup ? MasterInterval(own) : own.AdvertisementInterval;

    public Instant Forgiven => _forgiven;

    /// <summary>The process stood still or its clock jumped: nobody can hold the time until now against it.</summary>
    public void Forgive(Instant local) => _forgiven = local;

    /// <summary>
    /// Backup is entered; <paramref name="own"/> null keeps the interval of the Master that was heard. The priority
    /// before and after the step may differ, where a hold ended in it.
    /// </summary>
    public void Enter(Instant local, InstanceConfiguration? own, byte before, byte after)
    {
        Restart(local, before, after);
        _goodbye = Never;
        _worseSince = Never;
        if (own is null) return;
        _learned = own.AdvertisementInterval;
        _learnedFromPeer = false;
        OtherHeard = new Instant(-1);
    }

    public void Reload(Instant local, InstanceConfiguration next)
    {
        _reloaded = local;
        if (!_learnedFromPeer) _learned = next.AdvertisementInterval;
    }

    /// <summary>A Master heard somebody who may become its Master.</summary>
    public void Learn(Duration interval, byte priority, Instant local)
    {
        _learned = interval;
        _learnedFromPeer = true;
        OtherHeard = local;
        OtherPriority = priority;
        _goodbye = Never;
    }

    /// <summary>A giver that follows somebody already heard another as well.</summary>
    public void Note(byte priority, Instant local)
    {
        OtherHeard = local;
        OtherPriority = priority;
    }

    /// <summary>A Backup was reached by a packet it must accept.</summary>
    public void HearAsBackup(
        byte priority, Duration interval, byte own, InstanceConfiguration configuration, Instant local)
    {
        if (priority == 0)
        {
            _goodbye = local;
            return;
        }

        OtherHeard = local;
        OtherPriority = priority;
        if (priority >= own) _worseSince = Never;
        else if (PreemptsNow(configuration, local)) return;
        Restart(local, own, own);
        _goodbye = Never;
        _learned = interval;
        _learnedFromPeer = true;
    }

    /// <summary>
    /// The priority may have changed while the timer ran (the end of a hold): either one's skew will do.
    /// </summary>
    public Instant Earliest(InstanceConfiguration own, byte priority)
    {
        priority = Math.Max(priority, _highestPriority);
        var silence = _restarted + DownInterval(own, priority);
        if (_goodbye != Never) silence = Instant.Min(silence, _goodbye + GoodbyeWait(own, priority));
        return Later(silence, _listenUntil, _listenUntil);
    }

    public Instant Latest(InstanceConfiguration own, byte priority)
    {
        priority = Math.Min(priority, _lowestPriority);
        var silence = Later(_restarted, _reloaded, _forgiven) + DownInterval(own, priority);
        var latest = _goodbye == Never || _reloaded >= _goodbye
            ? silence
            : Later(_goodbye, _forgiven, _forgiven) + GoodbyeWait(own, priority);
        return Later(latest, _listenUntil, _listenUntil);
    }

    /// <summary>The owner of the addresses always preempts (RFC 9568 section 6.1, Preempt_Mode).</summary>
    private bool PreemptsNow(InstanceConfiguration configuration, Instant local)
    {
        if (Gave || !(configuration.Preempt || configuration.AddressOwner)) return false;
        if (_worseSince == Never) _worseSince = local;
        return local >= _worseSince + configuration.PreemptDelay;
    }

    private void Restart(Instant local, byte before, byte after)
    {
        _restarted = local;
        _highestPriority = Math.Max(before, after);
        _lowestPriority = Math.Min(before, after);
    }

    private Duration MasterInterval(InstanceConfiguration own) =>
        own.Version == 2 ? own.AdvertisementInterval : _learned;

    private Duration SkewSpan(InstanceConfiguration own) =>
        own.Version == 2 ? Duration.FromSeconds(1) : MasterInterval(own);

    private Duration GoodbyeWait(InstanceConfiguration own, byte priority) =>
        Part(own.StrictSkew ? SkewSpan(own) : Duration.Min(SkewSpan(own), GoodbyeSpan), priority);

    private Duration Skew(InstanceConfiguration own, byte priority) => Part(SkewSpan(own), priority);

    private static Duration Part(Duration span, byte priority) => new((256 - priority) * span.Microseconds / 256);

    private Duration DownInterval(InstanceConfiguration own, byte priority) =>
        (MasterInterval(own) * own.MissedAdvertisements) + Skew(own, priority);

    private static Instant Later(Instant a, Instant b, Instant c)
    {
        var later = a > b ? a : b;
        return later > c ? later : c;
    }
}
