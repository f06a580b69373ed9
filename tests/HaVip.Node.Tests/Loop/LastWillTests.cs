using HaVip.Core.Engine;
using HaVip.Core.Values;
using HaVip.Node.Loop;
using HaVip.Node.Tests.Fakes;

namespace HaVip.Node.Tests.Loop;

public sealed class LastWillTests : IDisposable
{
    private readonly TestNode _node = new();
    private readonly ActionList _actions = new();

    public void Dispose() => _node.Dispose();

    [Fact]
    public void A_faulty_runner_says_goodbye_and_lets_go()
    {
        Carry(BecomeMaster());
        Assert.Equal("send 0", _node.Kernel.Log[0]);
        Assert.Empty(_node.Kernel.Addresses);
        Assert.Empty(_node.Kernel.Routes);
    }

    [Fact]
    public void What_keeps_failing_does_not_keep_the_rest_from_going()
    {
        var engine = BecomeMaster();
        var faults = 2;
        _node.Kernel.BeforeChange = () =>
        {
            if (faults-- > 0) throw new InvalidOperationException("broken");
        };
        Carry(engine);
        Assert.Contains(_node.Lines, line => line.Contains("while giving up: broken"));
        Assert.DoesNotContain(_node.Kernel.Addresses, address => address.Prefix.ToString() == "192.168.7.101/24");
    }

    private void Carry(NodeEngine engine)
    {
        _node.Kernel.Log.Clear();
        LastWill.Carry(engine, _node.Executor, _node.Reconciler, _node.Events, engine.Routers[^1].Since);
    }

    /// <summary>Two instances, so that the second is released though the first cannot be.</summary>
    private NodeEngine BecomeMaster()
    {
        var other = TestNode.Seed("VI_2", "192.168.7.101/24") with { VirtualRouterId = 53 };
        var engine = _node.Engine(_actions, TestNode.Seed("VI_1", "192.168.7.100/24"), other);
        while (engine.NextDeadline <= new Instant(0) + Duration.FromSeconds(4))
        {
            engine.Advance(engine.NextDeadline, _actions);
            _node.Executor.Execute(_actions);
        }

        Assert.Equal(2, _node.Kernel.Addresses.Count);
        return engine;
    }
}
