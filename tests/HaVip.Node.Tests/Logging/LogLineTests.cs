using HaVip.Node.Logging;

namespace HaVip.Node.Tests.Logging;

public sealed class LogLineTests
{
    private const long Time = 1_795_370_400_123_456;

    [Fact]
    public void A_line_has_time_level_instance_and_text() => Assert.Equal(
        "2026-11-22T18:00:00.123Z info VI_1: Backup -> Master (no advertisement for 3.61 s)\n",
        LogLine.Format(LogLevel.Info, Time, "VI_1", "Backup -> Master (no advertisement for 3.61 s)"));

    [Fact]
    public void A_line_of_the_node_has_no_instance() => Assert.Equal(
        "2026-11-22T18:00:00.123Z warning stopping\n", LogLine.Format(LogLevel.Warning, Time, null, "stopping"));

    [Fact]
    public void The_journal_gets_a_priority_and_no_time() =>
        Assert.Equal("<3>VI_1: bad\n", LogLine.FormatForJournal(LogLevel.Error, "VI_1", "bad"));

    [Fact]
    public void A_message_of_two_lines_stays_one_line() =>
        Assert.Equal("<6>a; b\n", LogLine.FormatForJournal(LogLevel.Info, null, "a\nb"));
}
