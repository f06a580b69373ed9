using HaVip.Core.Configuration;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Configuration;

public sealed class LeaseSettingTests
{
    [Theory]
    [InlineData(3_609_375, 4)] // version 2, 1 s, priority 100
    [InlineData(4_000_000, 4)]
    [InlineData(4_000_001, 5)]
    [InlineData(360_937, 2)] // version 3, 100 ms
    [InlineData(766_000_000, 766)]
    public void Auto_is_the_smallest_whole_second_not_below_the_down_interval(long down, uint seconds) =>
        Assert.Equal(seconds, LeaseSetting.Auto.SecondsFor(new Duration(down)));

    [Fact]
    public void A_configured_lease_and_none_are_what_they_say()
    {
        Assert.Equal(8u, LeaseSetting.OfSeconds(8).SecondsFor(Duration.FromSeconds(3)));
        Assert.Null(LeaseSetting.Off.SecondsFor(Duration.FromSeconds(3)));
    }

    [Theory]
    [InlineData("auto", "auto")]
    [InlineData("off", "off")]
    [InlineData("4", "4s")]
    [InlineData("10s", "10s")]
    public void A_lease_is_read_and_written(string text, string written)
    {
        Assert.True(LeaseSetting.TryParse(text, out var lease));
        Assert.Equal(written, lease.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("1.5s")]
    [InlineData("500ms")]
    [InlineData("-4")]
    [InlineData("Off")]
    public void Anything_else_is_refused(string text) => Assert.False(LeaseSetting.TryParse(text, out _));
}
