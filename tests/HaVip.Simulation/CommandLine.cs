using System.Diagnostics;
using System.Globalization;
using HaVip.Core.Values;

namespace HaVip.Simulation;

/// <summary>Runs seeds and says how much time of how many clusters went well.</summary>
internal static class CommandLine
{
    private const string Usage = """
        HaVip.Simulation [--seed N | --seeds A-B] [--minutes M] [--hours-per-seed H] [--keep-going] [--verbose]
          --seed N            one seed, its options first
          --seeds A-B         these seeds, one after the other
          --minutes M         as many seeds as fit, from A (or 1) on
          --keep-going        goes on after a failure
          --hours-per-seed H  virtual hours of faults per seed; else the seed decides
          --verbose           one line per event
        """;

    public static int Run(string[] arguments, TextWriter output)
    {
        if (!SimulationArguments.TryParse(arguments, out var parsed))
        {
            output.WriteLine(Usage);
            return 2;
        }

        var watch = Stopwatch.StartNew();
        var total = new Totals();
        for (var seed = parsed.First; parsed.Continues(seed, watch.Elapsed); seed++)
        {
            var tells = parsed.Verbose || parsed.First == parsed.Last;
            var result = SimulationRun.Run(seed, parsed.Length, tells ? output : null, parsed.Verbose);
            total.Add(result);
            if (result.Violation is { } violation) output.WriteLine($"seed {seed}: {violation}");
            if (result.Violation is not null && !parsed.KeepGoing) break;
        }

        output.WriteLine(total.Describe(watch.Elapsed));
        return total.Failed == 0 ? 0 : 1;
    }

    private sealed class Totals
    {
        private long _seeds;
        private long _events;
        private Duration _simulated;

        public long Failed { get; private set; }

        public void Add(SimulationResult result)
        {
            _seeds++;
            _events += result.Events;
            _simulated += result.Simulated;
            if (result.Violation is not null) Failed++;
        }

        public string Describe(TimeSpan elapsed)
        {
            var hours = _simulated.Microseconds / 3_600_000_000m;
            var seconds = Math.Max((decimal)elapsed.TotalSeconds, 0.001m);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{_seeds} seeds, {Failed} failed, {_events} events, {hours:0.0} cluster-hours in {seconds:0.0} s, "
                + $"{hours / seconds:0.0} cluster-hours per second");
        }
    }
}
