using HaVip.PowerShell.Measurement;

namespace HaVip.PowerShell.Tests.Measurement;

public sealed class ProbeTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    [Fact]
    public void All_answered_is_no_outage_whatever_stalls_the_prober_had()
    {
        var log = Log((0, "n1"), (1, "n1"), (70, "n1"), (71, "n2"));
        var summary = Summary(log);
        Assert.Equal((4, 4), (summary.Sent, summary.Answered));
        Assert.Equal(TimeSpan.Zero, summary.Outage);
        Assert.Null(summary.OutageStarted);
        Assert.Equal(Ms(69), summary.LongestPause);
    }

    [Fact]
    public void What_the_prober_had_no_turn_to_read_is_told_at_the_end()
    {
        var log = Log((0, "n1"));
        Assert.Equal(0, log.Dropped);
        log.Read("dropped 7");
        Assert.Equal(7, log.Dropped);
    }

    [Fact]
    public void Outage_is_the_longest_gap_between_answers_less_the_spacing()
    {
        var log = Log((0, "n1"), (1, null), (2, "n1"), (3, null), (4, null), (5, null), (6, "n2"), (7, "n2"));
        var summary = Summary(log);
        Assert.Equal(TimeSpan.FromMilliseconds(3), summary.Outage);
        Assert.Equal(TimeSpan.FromMilliseconds(3), summary.OutageStarted);
        Assert.Equal((8, 4), (summary.Sent, summary.Answered));
    }

    [Fact]
    public void A_stall_of_the_prober_within_an_outage_belongs_to_it()
    {
        var summary = Summary(Log((0, "n1"), (1, null), (50, "n2")));
        Assert.Equal(TimeSpan.FromMilliseconds(49), summary.Outage);
    }

    [Fact]
    public void Probes_lost_at_the_end_are_an_outage_up_to_the_end()
    {
        var summary = Summary(Log((0, "n1"), (1, "n1"), (2, null), (3, null), (900, null)));
        // The last is young enough to be answered yet, so it says nothing.
        Assert.Equal((4, 2), (summary.Sent, summary.Answered));
        Assert.Equal(TimeSpan.FromMilliseconds(2), summary.Outage);
    }

    [Fact]
    public void Probes_lost_from_the_start_are_an_outage_from_the_start()
    {
        var summary = Summary(Log((0, null), (1, null), (2, "n1")));
        Assert.Equal(TimeSpan.FromMilliseconds(2), summary.Outage);
        Assert.Equal(TimeSpan.Zero, summary.OutageStarted);
    }

    [Fact]
    public void Runs_say_who_answered_when()
    {
        var runs = Summary(Log((0, "n1"), (1, "n1"), (2, "n2"), (3, null), (4, "n2"), (5, "n1"))).Runs;
        Assert.Equal(
            [
                new ProbeRun("n1", Ms(0), Ms(1), 2),
                new ProbeRun("n2", Ms(2), Ms(4), 2),
                new ProbeRun("n1", Ms(5), Ms(5), 1),
            ],
            runs);
    }

    [Fact]
    public void Nothing_sent_is_an_empty_summary()
    {
        var summary = ProbeSummary.Of([], Interval);
        Assert.Equal((0, 0), (summary.Sent, summary.Answered));
        Assert.Equal(TimeSpan.Zero, summary.LongestAnswer);
    }

    [Fact]
    public void Quiet_time_counts_from_the_last_probe_that_is_lost_for_good()
    {
        var log = Log((0, "n1"), (100, null), (300, "n1"), (900, null), (1000, "n1"));
        Assert.Equal(Ms(900), log.QuietTime(Patience));
        Assert.Equal(Ms(100), log.QuietTime(Ms(50)));
    }

    [Fact]
    public void The_first_of_two_answers_counts()
    {
        var log = Log((0, "n1"));
        log.Read("answer 0 99000 n2");
        var probe = Assert.Single(log.Snapshot(TimeSpan.Zero));
        Assert.Equal("n1", probe.Node);
        Assert.Equal(1, log.Answered);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sent")]
    [InlineData("sent 5 100")]
    [InlineData("sent -1 100")]
    [InlineData("answer 0 1 n1")]
    [InlineData("start soon")]
    [InlineData("unknown 1 2 3")]
    public void What_the_prober_does_not_write_is_an_error(string line) =>
        Assert.Throws<FormatException>(() => new ProbeLog().Read(line));

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static ProbeSummary Summary(ProbeLog log) => ProbeSummary.Of(log.Snapshot(Patience), Interval);

    private static ProbeLog Log(params (int Milliseconds, string? Node)[] probes)
    {
        var log = new ProbeLog();
        log.Read("start 1800000000000000");
        for (var i = 0; i < probes.Length; i++) log.Read($"sent {i} {probes[i].Milliseconds * 1000}");
        for (var i = 0; i < probes.Length; i++)
        {
            if (probes[i].Node is { } node) log.Read($"answer {i} {(probes[i].Milliseconds * 1000) + 200} {node}");
        }

        return log;
    }
}
