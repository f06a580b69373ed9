using HaVip.Core.Values;
using HaVip.Simulation.Faults;
using HaVip.Simulation.Options;

namespace HaVip.Simulation;

/// <summary>One seed from its options to its end: faults first, then healing.</summary>
public static class SimulationRun
{
    /// <param name="seed">Decides everything.</param>
    /// <param name="length">How long faults go on in virtual time; null lets the seed decide.</param>
    /// <param name="output">Gets the options; null keeps silent.</param>
    /// <param name="verbose">A line per event to the output as well.</param>
    public static SimulationResult Run(
        ulong seed, Duration? length = null, TextWriter? output = null, bool verbose = true)
    {
        var options = OptionGenerator.Generate(seed, length);
        if (output is not null) OptionText.Write(options, output);
        var cluster = new Cluster(options, output is not null && verbose ? new Trace(output) : null);
        Exception? violation = null;
        try
        {
            Play(cluster);
        }
        catch (Exception fault)
        {
            // A seed that fails is a result, whatever it was that broke; the caller tells it with the seed.
            violation = fault;
            cluster.Tell(-1, fault.Message);
        }

        return new SimulationResult(seed, cluster.Now - default(Instant), cluster.EventsDone, violation);
    }

    /// <summary>
    /// The name of the rule the seed breaks, or null; for callers that know this assembly by name only.
    /// </summary>
    public static string? RuleBrokenBy(ulong seed) => Run(seed).Rule;

    private static void Play(Cluster cluster)
    {
        foreach (var host in cluster.Hosts)
            cluster.After(cluster.Random.Around(cluster.Options.LongestInterval), host.Boot);
        PlanChecks(cluster, cluster.Options.ShortestInterval);
        var faults = new FaultInjector(cluster);
        var operators = new Operators(cluster);
        var intruder = new Intruder(cluster);
        var successions = new Successions(cluster);
        cluster.Run(default(Instant) + cluster.Options.Length);
        faults.Stop();
        operators.Stop();
        intruder.Stop();
        successions.Stop();
        var liveness = new Liveness(cluster, faults);
        liveness.Heal();
        cluster.Run(cluster.Now + liveness.SettleTime);
        liveness.Check();
        var before = liveness.Transitions();
        cluster.Run(cluster.Now + liveness.WatchTime);
        liveness.Check();
        if (liveness.Transitions() != before)
            throw new ViolationException("Liveness", cluster.Now, "the healed cluster is not at rest");
    }

    private static void PlanChecks(Cluster cluster, Duration every) => cluster.After(every / 2, () =>
    {
        cluster.Checkers.CheckAll();
        PlanChecks(cluster, every);
    });
}
