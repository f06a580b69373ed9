using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Node.Holds;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Holds;

public sealed class HoldStoreTests : IDisposable
{
    private const long Noon = 1_795_348_800_000_000;
    private const long Second = 1_000_000;

    private readonly TestNode _node = new();

    [Theory]
    [InlineData(0, 60)]
    [InlineData(20, 40)]
    [InlineData(-3600, 60)]
    public void Hold_kept_is_taken_up_with_what_is_left_and_never_more(int secondsLater, int left)
    {
        Keep(new HoldState(101, false, false), new Instant(60 * Second));

        var router = Restore(Noon + (secondsLater * Second));

        Assert.Equal(101, router.Priority);
        Assert.Equal(left, (router.HoldDeadline - default(Instant)).Microseconds / Second);
    }

    [Fact]
    public void Hold_that_ended_meanwhile_is_told_and_not_taken_up()
    {
        Keep(new HoldState(101, false, false), new Instant(60 * Second));
        Assert.False(Restore(Noon + (61 * Second)).Held);
        Assert.Contains(_node.Lines, line => line.Contains("its hold ended while the runner was away"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_has_no_end_is_taken_up_whenever(bool suspended)
    {
        var hold = new HoldState(0, !suspended, suspended);
        Keep(hold, Instant.Never);
        var router = Restore(Noon + (1_000_000 * Second));
        Assert.Equal((hold, Instant.Never), (router.Hold, router.HoldDeadline));
    }

    [Fact]
    public void Hold_dropped_is_not_taken_up()
    {
        Keep(new HoldState(101, false, false), Instant.Never);
        Keep(default, Instant.Never);
        Assert.Equal(default, Restore(Noon).Hold);
    }

    [Fact]
    public void File_is_for_root_alone()
    {
        Keep(new HoldState(101, false, false), Instant.Never);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_node.HoldsPath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{ \"version\": 7, \"holds\": [] }")]
    [InlineData("{ \"version\": 1, \"holds\": 3 }")]
    [InlineData("{ \"version\": 1, \"holds\": [ { } ] }")]
    [InlineData("{ \"version\": 1, \"holds\": null }")]
    [InlineData("{ \"version\": 1, \"holds\": [ null ] }")]
    [InlineData("{ \"version\": 1, \"holds\": [ { \"instance\": null } ] }")]
    [InlineData("null")]
    public void File_that_cannot_be_read_is_told_and_ignored(string content)
    {
        File.WriteAllText(_node.HoldsPath, content);
        Assert.Equal(default, Restore(Noon).Hold);
        Assert.Contains(_node.Lines, line => line.Contains("holds.json cannot be read"));
    }

    [Fact]
    public void File_that_cannot_be_written_is_told()
    {
        Directory.CreateDirectory(_node.HoldsPath);
        Keep(new HoldState(101, false, false), Instant.Never);
        Assert.Contains(_node.Lines, line => line.Contains("holds.json cannot be written"));
    }

    public void Dispose() => _node.Dispose();

    private void Keep(HoldState hold, Instant deadline)
    {
        using var store = new HoldStore(_node.HoldsPath, _node.Events);
        var engine = NewEngine();
        engine.RestoreHold(engine.Routers[0], hold, deadline);
        store.Keep(engine.Routers[0], default, Noon);
    }

    private VirtualRouter Restore(long unixMicroseconds)
    {
        using var store = new HoldStore(_node.HoldsPath, _node.Events);
        var engine = NewEngine();
        store.Restore(engine, default, unixMicroseconds);
        return engine.Routers[0];
    }

    private static NodeEngine NewEngine() => new(new NodeConfiguration { Instances = [TestNode.Seed()] }, default);
}
