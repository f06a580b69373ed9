using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Neighbors;
using HaVip.Core.Values;

namespace HaVip.Core.Election;

/// <summary>
/// Detecting a dead Master before its advertisements are missed: a Backup asks the Master's host, whose kernel answers
/// whatever its daemons do. A false alarm does no harm, as a living better Master answers at once and this node steps back
/// (RFC 9568 section 6.4.3); it makes the next one take longer.
/// </summary>
public sealed partial class VirtualRouter
{
    private const int MostCaution = 32;

    private static readonly Duration CautionHalves = Duration.FromSeconds(600);

    private DetectionNotes _detection = new();

    /// <summary>A question to the host of this Backup's Master has remained unanswered.</summary>
    internal void HostSilent(WatchedHost host, Instant now)
    {
        if (State != VrrpState.Backup || Configuration.Detection is not { } settings || host.Address != _master) return;
        if (IsHeardElsewhere || _detection.Gone || !host.HasAnswered || _masterSaidGoodbye || Suspended || now < _listenUntil) return;
        var misses = settings.Misses * CautionAt(now);
        var since = host.FirstUnanswered > _masterHeard ? host.FirstUnanswered : _masterHeard;
        if (host.Unanswered < misses || now < since + (settings.Interval * misses)) return;
        var turn = now + ElectionTimes.Skew(3, Priority, settings.Interval);
        var deadline = _timers[TimerKind.MasterDown];
        WaitWithoutAsking(Instant.Min(deadline, turn));
        _detection.Gone = true;
        _detection.Deadline = deadline;
    }

    /// <summary>How many times the configured misses it takes now.</summary>
    private int CautionAt(Instant now)
    {
        var halvings = (now - _detection.FalseAlarm).Microseconds / CautionHalves.Microseconds;
        return Math.Max(1, _detection.Caution >> (int)Math.Min(halvings, 31));
    }

    private void CollectMaster(List<HostInterest> hosts)
    {
        if (Configuration.Detection is not { } settings || _masterPriority == 0) return;
        hosts.Add(new HostInterest(_master, settings.Interval, settings.Interval));
    }

    /// <summary>It answers after all, before this Backup's turn came.</summary>
    private void MasterReached(WatchedHost host, Instant now)
    {
        if (host.Address == _master) CallOff(now);
    }

    /// <summary>The Master is there after all, or another one is: the protocol's own time counts again.</summary>
    private void CallOff(Instant now)
    {
        if (_detection.Gone) WaitForMaster(_detection.Deadline, now);
    }

    /// <summary>The Master whose host was taken for gone speaks.</summary>
    private void JudgeAlarm(IpAddress peer, byte priority, Instant now, ActionList actions)
    {
        if (peer != _detection.Alarm || peer.Family == AddressFamily.None) return;
        _detection.Alarm = default;
        if (now >= Since + MasterDownInterval) return;
        _detection.Caution = Math.Min(MostCaution, CautionAt(now) * 2);
        _detection.FalseAlarm = now;
        Counters.FalseAlarms++;
        Report(EventKind.FalseAlarm, actions, new Cause(peer, priority));
    }
}
