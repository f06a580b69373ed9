using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Election;

/// <summary>RFC 3768 and RFC 9568 section 6.1.</summary>
public sealed class TimerTests
{
    [Theory]
    [InlineData(1, 1, 3_996_093)]
    [InlineData(50, 1, 3_804_687)]
    [InlineData(100, 1, 3_609_375)]
    [InlineData(200, 1, 3_218_750)]
    [InlineData(254, 1, 3_007_812)]
    [InlineData(100, 5, 15_609_375)]
    public void Version_2_skew_does_not_depend_on_the_interval(byte priority, long seconds, long microseconds) =>
        Assert.Equal(microseconds, ElectionTimes.MasterDown(2, priority, Duration.FromSeconds(seconds)).Microseconds);

    [Theory]
    [InlineData(1, 100, 3_996_093)]
    [InlineData(100, 100, 3_609_375)]
    [InlineData(254, 100, 3_007_812)]
    [InlineData(100, 1, 36_093)]
    [InlineData(100, 4095, 147_803_906)]
    public void Version_3_skew_is_a_part_of_the_masters_interval(byte priority, long centiseconds, long microseconds) =>
        Assert.Equal(
            microseconds, ElectionTimes.MasterDown(3, priority, Duration.FromCentiseconds(centiseconds)).Microseconds);

    [Fact]
    public void Priorities_that_differ_by_one_never_share_a_skew_time()
    {
        for (byte priority = 1; priority < 255; priority++)
        {
            var interval = Duration.FromCentiseconds(1);
            Assert.True(ElectionTimes.Skew(3, priority, interval) > ElectionTimes.Skew(3, (byte)(priority + 1), interval));
        }
    }

    [Fact]
    public void Priorities_that_differ_by_one_never_share_a_wait_after_a_goodbye()
    {
        var interval = Duration.FromCentiseconds(1);
        for (byte priority = 1; priority < 255; priority++)
        {
            var better = ElectionTimes.GoodbyeWait(3, (byte)(priority + 1), interval);
            Assert.True(ElectionTimes.GoodbyeWait(3, priority, interval) > better);
        }
    }
}
