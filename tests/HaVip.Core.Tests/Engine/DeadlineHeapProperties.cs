using CsCheck;
using HaVip.Core.Configuration;
using HaVip.Core.Engine;
using HaVip.Core.Tests.Election;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Engine;

public sealed class DeadlineHeapProperties
{
    /// <summary>Routers started at any times on an engine become Master in the order of their deadlines.</summary>
    [Fact]
    public void Earliest_deadline_is_always_the_engines_next() =>
        Gen.Select(Gen.Int[0, 5_000_000].Array[1, 40], Gen.Int[1, 254].Array[40]).Sample((starts, priorities) =>
        {
            var origin = new Instant(0);
            var instances = starts.Select((_, i) => RouterFixture.Seed with
            {
                Name = $"VI_{i}",
                VirtualRouterId = (byte)(i + 1),
                Priority = (byte)priorities[i],
            });
            var engine = new NodeEngine(new NodeConfiguration { Instances = [.. instances] }, origin);
            var actions = new ActionList();
            engine.InterfaceChanged(RouterFixture.Eth0, origin, actions);
            for (var i = 0; i < starts.Length; i++)
            {
                engine.Start(engine.Routers[i], new Instant(starts[i]), actions);
                var earliest = engine.Routers.Min(router => router.NextDeadline.Microseconds);
                if (engine.NextDeadline.Microseconds != earliest) return false;
            }

            var last = Instant.Never;
            for (var step = 0; step < 200 && engine.NextDeadline != Instant.Never; step++)
            {
                if (last != Instant.Never && engine.NextDeadline < last) return false;
                last = engine.NextDeadline;
                engine.Advance(last, actions);
                actions.Clear();
                if (engine.NextDeadline.Microseconds != engine.Routers.Min(router => router.NextDeadline.Microseconds))
                    return false;
            }

            return true;
        });
}
