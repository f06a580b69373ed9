using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Core.Election;

/// <summary>The timers of RFC 3768 and RFC 9568 section 6.1, in exact microseconds (fractions of one are cut).</summary>
public static class ElectionTimes
{
    /// <summary>
    /// How long a giver keeps an address after the new Master advertised: peers advertise first and announce their
    /// address a moment later.
    /// </summary>
    public static readonly Duration Linger = Duration.FromMilliseconds(20);

    /// <summary>Longer than it takes to send a burst of announcements.</summary>
    public static readonly Duration Burst = Duration.FromMilliseconds(5);

    /// <summary>What the skew times after a goodbye are parts of.</summary>
    public static readonly Duration LongestGoodbyeWait = Duration.FromMilliseconds(20);

    /// <summary>A Backup that is HaVip has answered a goodbye by then.</summary>
    public static readonly Duration GoodbyeAnswered = Duration.FromMilliseconds(50);

    /// <summary>Until the host of a new owner takes packets for the addresses; on a busy machine a moment is long.</summary>
    public static readonly Duration SuccessorReady = Duration.FromMilliseconds(250);

    /// <summary>Between two questions whether it does.</summary>
    public static readonly Duration SuccessorAsked = Duration.FromMilliseconds(1);

    /// <summary>No receiver needs more than this to be told again that a stopping node is leaving.</summary>
    public static readonly Duration LongestStop = Duration.FromSeconds(10);

    /// <summary>
    /// Version 2: (256 - priority) / 256 s whatever the interval. Version 3: (256 - priority) / 256 of the Master's
    /// interval.
    /// </summary>
    public static Duration Skew(byte version, byte priority, Duration masterInterval)
    {
        var span = version == 2 ? 1_000_000 : masterInterval.Microseconds;
        return new Duration((256 - priority) * span / 256);
    }

    /// <summary>
    /// How long a Backup waits after a goodbye: nobody else is Master any more, so the wait has only to keep Backups in
    /// the order of their priorities. A part of 20 ms, or of the skew time's span where that is shorter.
    /// </summary>
    public static Duration GoodbyeWait(byte version, byte priority, Duration masterInterval) =>
        Duration.Min(Skew(version, priority, masterInterval), Skew(3, priority, LongestGoodbyeWait));

    /// <summary>Of the worst priority there is.</summary>
    public static Duration LongestMasterDown(byte version, Duration masterInterval, int missed) =>
        MasterDown(version, ConfigurationLimits.MinimumPriority, masterInterval, missed);

    /// <summary>The missed intervals of the Master, three by the RFC, and the skew time.</summary>
    public static Duration MasterDown(byte version, byte priority, Duration masterInterval, int missed = 3) =>
        (masterInterval * missed) + Skew(version, priority, masterInterval);
}
