using HaVip.Core.Checks;
using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Checks;

public sealed class CheckCountTests
{
    private static readonly CheckConfiguration Tcp = new() { Type = CheckType.Tcp, Rise = 2, Fall = 3 };

    [Theory]
    [InlineData("+", Health.Good)]
    [InlineData("-", Health.Bad)]
    [InlineData("+--", Health.Good)]
    [InlineData("+---", Health.Bad)]
    [InlineData("+--+--", Health.Good)]
    [InlineData("-+", Health.Bad)]
    [InlineData("-++", Health.Good)]
    [InlineData("-+-+", Health.Bad)]
    [InlineData("", Health.Pending)]
    public void Rise_and_fall_count_attempts_in_a_row_and_the_first_decides_alone(string attempts, Health expected) =>
        Assert.Equal(expected, After(Tcp, attempts));

    [Theory]
    [InlineData(CheckStart.Bad, "+", Health.Bad)]
    [InlineData(CheckStart.Bad, "++", Health.Good)]
    [InlineData(CheckStart.Good, "--", Health.Good)]
    [InlineData(CheckStart.Good, "---", Health.Bad)]
    public void Start_says_what_the_first_attempts_begin_from(CheckStart start, string attempts, Health expected) =>
        Assert.Equal(expected, After(Tcp with { Start = start }, attempts));

    [Theory]
    [InlineData(CheckStart.Pending)]
    [InlineData(CheckStart.Bad)]
    [InlineData(CheckStart.Good)]
    public void What_was_known_before_the_runner_was_replaced_counts_whatever_the_start(CheckStart start)
    {
        var check = new CheckConfiguration { Start = start, Fall = 2, Rise = 2 };
        var count = new AttemptCount(check, Health.Good);
        Assert.Equal(Health.Good, count.Health);
        Assert.False(count.Add(succeeded: false));
        Assert.True(count.Add(succeeded: false));
        Assert.Equal(Health.Bad, new AttemptCount(check, Health.Bad).Health);
    }

    [Fact]
    public void Live_check_counts_after_its_delays_and_the_first_sight_at_once()
    {
        var count = new LiveCount(new() { UpDelay = Duration.FromSeconds(2), DownDelay = Duration.FromSeconds(1) });

        Assert.True(count.See(true, At(0)));
        Assert.False(count.See(false, At(10)));
        Assert.Equal(At(11), count.Deadline);
        Assert.False(count.See(true, At(10)));
        Assert.Equal(Instant.Never, count.Deadline);
        Assert.False(count.See(false, At(20)));
        Assert.True(count.See(false, At(21)));
        Assert.Equal(Health.Bad, count.Health);
        Assert.False(count.See(true, At(30)));
        Assert.False(count.See(true, At(31)));
        Assert.True(count.See(true, At(32)));
        Assert.False(count.See(true, At(40)));
    }

    [Theory]
    [InlineData("nginx", null, ArgumentMatch.Exact, true)]
    [InlineData("/usr/sbin/nginx", null, ArgumentMatch.Exact, true)]
    [InlineData("/sbin/nginx", null, ArgumentMatch.Exact, false)]
    [InlineData("ngin", null, ArgumentMatch.Exact, false)]
    [InlineData("nginx", "-c,/etc/a.conf", ArgumentMatch.Exact, true)]
    [InlineData("nginx", "-c", ArgumentMatch.Exact, false)]
    [InlineData("nginx", "-c", ArgumentMatch.Initial, true)]
    [InlineData("nginx", "-c,/etc/a", ArgumentMatch.Initial, false)]
    [InlineData("nginx", "-c,/etc/a", ArgumentMatch.Partial, true)]
    [InlineData("nginx", "-c,/etc/b", ArgumentMatch.Partial, false)]
    [InlineData("nginx", "-c,/etc/a.conf,-t", ArgumentMatch.Initial, false)]
    public void Process_is_known_by_its_name_or_path_and_its_arguments(
        string process, string? arguments, ArgumentMatch match, bool expected)
    {
        var check = new CheckConfiguration { Process = process, Arguments = arguments?.Split(','), ArgumentMatch = match };

        Assert.Equal(expected, ProcessMatch.Matches(check, "nginx", ["/usr/sbin/nginx", "-c", "/etc/a.conf"]));
    }

    private static Health After(CheckConfiguration check, string attempts)
    {
        var count = new AttemptCount(check);
        foreach (var attempt in attempts)
        {
            var before = count.Health;
            Assert.Equal(count.Add(attempt == '+'), before != count.Health);
        }

        return count.Health;
    }

    private static Instant At(int seconds) => new(seconds * 1_000_000L);
}
