using HaVip.Core.Values;
using HaVip.Simulation.Hosts;

namespace HaVip.Simulation.Checkers;

/// <summary>Bounds in true time for what hosts measure by their own clocks.</summary>
internal static class Times
{
    private const long Million = 1_000_000;

    public static Instant Latest(params ReadOnlySpan<Instant> times)
    {
        var latest = times[0];
        foreach (var time in times)
        {
            if (time > latest) latest = time;
        }

        return latest;
    }

    /// <summary>How long a wait may take on the slowest clock.</summary>
    public static Duration Slowed(Cluster cluster, Duration wait) =>
        new((wait.Microseconds * (Million + cluster.Options.LargestDriftPartsPerMillion) / Million) + 1);

    /// <summary>M: no Master_Down_Interval is longer, as the skew is at most an interval, or 1 s with version 2.</summary>
    public static Duration LongestMasterDown(Cluster cluster) =>
        (cluster.Checkers.LongestInterval * (cluster.Options.MostMissed + 1)) + Duration.FromSeconds(1);

    /// <summary>Woken late, and the kernel slow to have an address; rounding.</summary>
    public static Duration HostSlack(SimulatedHost host) =>
        host.Options.WakeLateness + host.Options.AcquireDelay + new Duration(10);
}
