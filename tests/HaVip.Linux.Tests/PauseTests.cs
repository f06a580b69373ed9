using HaVip.Core.Values;

namespace HaVip.Linux.Tests;

public sealed class PauseTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(1_100_000)]
    public void Pause_is_never_shorter_than_asked_for(long microseconds)
    {
        var before = KernelClock.ReadMonotonic();
        Pause.For(new Duration(microseconds));
        Assert.True((KernelClock.ReadMonotonic() - before).Microseconds >= microseconds);
    }
}
