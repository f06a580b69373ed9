namespace HaVip.PowerShell.Measurement;

/// <summary>
/// What a row of probes says. Outage is the longest time between two answered probes with lost ones between them, less
/// the spacing of probes; where none was lost there was none, whatever stalls the prober itself had.
/// </summary>
internal sealed record ProbeSummary
{
    public int Sent { get; private init; }

    public int Answered { get; private init; }

    public TimeSpan Outage { get; private init; }

    /// <summary>When the first probe of it was due, since the prober's start; null where nothing was lost.</summary>
    public TimeSpan? OutageStarted { get; private init; }

    public TimeSpan LongestAnswer { get; private init; }

    /// <summary>The longest the prober itself paused: what happened then was seen by no probe.</summary>
    public TimeSpan LongestPause { get; private init; }

    /// <summary>Runs of answers by one node, in order.</summary>
    public IReadOnlyList<ProbeRun> Runs { get; private init; } = [];

    /// <param name="probes">In the order they were sent.</param>
    /// <param name="interval">The spacing they were meant to have.</param>
    public static ProbeSummary Of(IReadOnlyList<Probe> probes, TimeSpan interval)
    {
        var (outage, started) = LongestOutage(probes, interval);
        var answered = probes.Where(probe => probe.IsAnswered).ToList();
        return new ProbeSummary
        {
            Sent = probes.Count,
            Answered = answered.Count,
            Outage = outage,
            OutageStarted = started,
            LongestAnswer = answered.Select(probe => probe.Answered!.Value - probe.Sent).DefaultIfEmpty().Max(),
            LongestPause = probes.Zip(probes.Skip(1), (one, next) => next.Sent - one.Sent).DefaultIfEmpty().Max(),
            Runs = Collect(answered),
        };
    }

    /// <summary>Probes lost at the edges of the row count as from and to the edge.</summary>
    private static (TimeSpan Outage, TimeSpan? Started) LongestOutage(IReadOnlyList<Probe> probes, TimeSpan interval)
    {
        var (outage, started) = (TimeSpan.Zero, (TimeSpan?)null);
        var last = -1;
        for (var i = 0; i <= probes.Count; i++)
        {
            if (i < probes.Count && !probes[i].IsAnswered) continue;
            if (i - last > 1)
            {
                var from = last >= 0 ? probes[last].Sent + interval : probes[0].Sent;
                var to = i < probes.Count ? probes[i].Sent : probes[^1].Sent + interval;
                if (to - from > outage) (outage, started) = (to - from, from);
            }

            last = i;
        }

        return (outage, started);
    }

    private static List<ProbeRun> Collect(IEnumerable<Probe> answered)
    {
        var runs = new List<ProbeRun>();
        foreach (var probe in answered)
        {
            if (runs.Count > 0 && runs[^1].Node == probe.Node)
                runs[^1] = runs[^1] with { Last = probe.Sent, Count = runs[^1].Count + 1 };
            else runs.Add(new ProbeRun(probe.Node!, probe.Sent, probe.Sent, 1));
        }

        return runs;
    }
}
