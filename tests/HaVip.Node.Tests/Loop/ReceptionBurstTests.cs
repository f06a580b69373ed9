using HaVip.Core.Values;
using HaVip.Node.Loop;

namespace HaVip.Node.Tests.Loop;

public sealed class ReceptionBurstTests
{
    private readonly ReceptionBurst _burst = new();

    [Fact]
    public void What_comes_alone_never_waits_at_intervals_of_ten_milliseconds_either()
    {
        for (var at = 0; at < 1_000; at += 10)
        {
            Note(Duration.FromMilliseconds(at));
            Assert.False(_burst.IsUnderWay);
        }
    }

    [Fact]
    public void From_the_second_one_on_some_gather_until_the_burst_is_over()
    {
        Note(new Duration(100));
        Assert.False(_burst.IsUnderWay);
        Note(new Duration(115));
        Assert.True(_burst.IsUnderWay);
        Note(new Duration(650));
        Assert.True(_burst.IsUnderWay);
        _burst.Begin();
        Assert.False(_burst.IsUnderWay);
        Note(Duration.FromMilliseconds(1000));
        Assert.False(_burst.IsUnderWay);
    }

    [Fact]
    public void Packets_that_are_there_already_do_not_wait()
    {
        Note(new Duration(100));
        Note(new Duration(115), more: true);
        Assert.False(_burst.IsUnderWay);
        Note(new Duration(130));
        Assert.True(_burst.IsUnderWay);
    }

    private void Note(Duration at, bool more = false)
    {
        _burst.Begin();
        _burst.Note(new Instant(0) + at, more);
    }
}
