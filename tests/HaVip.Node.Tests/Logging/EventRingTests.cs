using HaVip.Core.Control;
using HaVip.Node.Logging;

namespace HaVip.Node.Tests.Logging;

public sealed class EventRingTests
{
    private readonly EventRing _ring = new();

    [Fact]
    public void Events_come_oldest_first_after_a_sequence_number()
    {
        Fill(5);
        Assert.Equal([4, 5], _ring.After(3, null).Select(entry => entry.Sequence));
        Assert.Empty(_ring.After(5, null));
        Assert.Empty(_ring.After(long.MaxValue, null));
    }

    [Fact]
    public void The_oldest_give_way_to_the_newest()
    {
        Fill(EventRing.Capacity + 10);
        var kept = _ring.After(0, null);
        Assert.Equal(EventRing.Capacity, kept.Count);
        Assert.Equal(11, kept[0].Sequence);
        Assert.Equal(EventRing.Capacity + 10, kept[^1].Sequence);
    }

    [Fact]
    public void Events_of_the_node_are_about_every_instance()
    {
        _ring.Add(new NodeEvent { Kind = "A", Instance = "VI_1" });
        _ring.Add(new NodeEvent { Kind = "B", Instance = "VI_2" });
        _ring.Add(new NodeEvent { Kind = "C" });
        Assert.Equal(["A", "C"], _ring.After(0, ["VI_1"]).Select(entry => entry.Kind));
    }

    private void Fill(int count)
    {
        for (var i = 0; i < count; i++) _ring.Add(new NodeEvent { Kind = "Transition" });
    }
}
