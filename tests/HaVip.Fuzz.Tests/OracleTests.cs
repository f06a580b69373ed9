using System.Text;
using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Fuzz.Tests;

/// <summary>What watches the targets notices what it is there to notice.</summary>
public sealed class OracleTests
{
    private readonly ActionList _actions = new();
    private readonly NodeEngine _engine =
        new(new NodeConfiguration { Instances = [SampleNode.Version3] }, new Instant(0));

    [Fact]
    public void Digest_of_an_engine_let_alone_stays_the_same() =>
        Assert.Null(StateDigest.Of(_engine).DifferenceTo(StateDigest.Of(_engine)));

    [Fact]
    public void Digest_tells_a_state_a_timer_and_a_clock_apart()
    {
        _engine.InterfaceChanged(SampleNode.Eth0, new Instant(0), _actions);
        var stopped = StateDigest.Of(_engine);
        _engine.Start(_engine.Routers[0], new Instant(0), _actions);
        var backup = StateDigest.Of(_engine);
        _engine.SetWallClock(1, new Instant(0));
        var told = StateDigest.Of(_engine);
        _engine.Advance(_engine.NextDeadline, _actions);

        Assert.NotNull(stopped.DifferenceTo(backup));
        Assert.Contains("LastUnixMicroseconds", backup.DifferenceTo(told), StringComparison.Ordinal);
        Assert.NotNull(told.DifferenceTo(StateDigest.Of(_engine)));
    }

    [Fact]
    public void Digest_sees_a_deadline_that_moved()
    {
        _engine.InterfaceChanged(SampleNode.Eth0, new Instant(0), _actions);
        _engine.Start(_engine.Routers[0], new Instant(0), _actions);
        _engine.Advance(_engine.NextDeadline, _actions);
        var master = StateDigest.Of(_engine);
        _engine.Advance(_engine.NextDeadline, _actions);
        Assert.Matches(@"^\((\w+), Instant .* became \(\1, Instant ", master.DifferenceTo(StateDigest.Of(_engine)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 1)]
    [InlineData(1, 14)]
    public void Finding_at_a_place_that_is_not_there_is_refused(int line, int column)
    {
        var finding = new ConfigurationDiagnostic { RuleId = "R", Message = "m", Line = line, Column = column };
        var text = Encoding.UTF8.GetBytes("instances: [\n");
        Assert.Throws<OracleException>(() => Targets.FindingsCheck.Check(text, [finding]));
    }
}
