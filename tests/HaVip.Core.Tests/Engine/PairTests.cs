using HaVip.Core.Configuration;
using HaVip.Core.Election;
using HaVip.Core.Engine;
using HaVip.Core.Values;

namespace HaVip.Core.Tests.Engine;

/// <summary>Two whole engines that hear each other through bytes: what an operator sees of a pair.</summary>
public sealed class PairTests
{
    [Fact]
    public void Pair_started_has_the_better_node_as_Master()
    {
        var pair = Pair.Settled();
        Assert.Equal((VrrpState.Master, VrrpState.Backup), pair.States);
    }

    [Fact]
    public void Master_cut_off_is_succeeded_after_the_master_down_interval_and_comes_back_within_one_interval()
    {
        var pair = Pair.Settled();
        pair.Connected = false;
        pair.Run(new Duration(3_613_281));
        Assert.Equal((VrrpState.Master, VrrpState.Master), pair.States);
        pair.Connected = true;
        pair.Run(Duration.FromSeconds(1));
        Assert.Equal((VrrpState.Master, VrrpState.Backup), pair.States);
    }

    [Fact]
    public void Master_gives_and_fails_back()
    {
        var pair = Pair.Settled();
        pair.Command((engine, now, actions) => engine.Give(engine.Routers[0], null, false, now, actions), 0);
        pair.Run(Duration.FromSeconds(1));
        Assert.Equal((VrrpState.Backup, VrrpState.Master), pair.States);
        pair.Run(Duration.FromSeconds(30));
        Assert.Equal((VrrpState.Backup, VrrpState.Master), pair.States);
        pair.Command((engine, now, actions) => engine.Failback(engine.Routers[0], now, actions), 0);
        pair.Run(new Duration(1000));
        Assert.Equal((VrrpState.Master, VrrpState.Backup), pair.States);
    }

    [Fact]
    public void Backup_takes_and_fails_back()
    {
        var pair = Pair.Settled();
        pair.Command((engine, now, actions) => engine.Take(engine.Routers[0], null, now, actions), 1);
        pair.Run(new Duration(1000));
        Assert.Equal((VrrpState.Backup, VrrpState.Master), pair.States);
        pair.Run(Duration.FromSeconds(30));
        Assert.Equal((VrrpState.Backup, VrrpState.Master), pair.States);
        pair.Command((engine, now, actions) => engine.Failback(engine.Routers[0], now, actions), 1);
        pair.Run(Duration.FromSeconds(1));
        Assert.Equal((VrrpState.Master, VrrpState.Backup), pair.States);
    }

    [Fact]
    public void Master_stopped_is_succeeded_after_the_goodbye_wait_and_takes_back_when_started_again()
    {
        var pair = Pair.Settled();
        pair.Command((engine, now, actions) => engine.Stop(engine.Routers[0], now, actions), 0);
        pair.Run(new Duration(613_281) + ElectionTimes.Linger);
        Assert.Equal((VrrpState.Stopped, VrrpState.Master), pair.States);
        pair.Command((engine, now, actions) => engine.Start(engine.Routers[0], now, actions), 0);
        pair.Run(Duration.FromSeconds(4));
        Assert.Equal((VrrpState.Master, VrrpState.Backup), pair.States);
    }

    private sealed class Pair
    {
        private readonly NodeEngine[] _engines;
        private readonly ActionList _actions = new();
        private Instant _now = new(1_000_000);

        private Pair()
        {
            _engines = [Node(100, "192.168.6.110"), Node(99, "192.168.6.120")];
        }

        public bool Connected { get; set; } = true;

        public (VrrpState First, VrrpState Second) States => (_engines[0].Routers[0].State, _engines[1].Routers[0].State);

        public static Pair Settled()
        {
            var pair = new Pair();
            for (var i = 0; i < 2; i++) pair.Command((engine, now, actions) => engine.Start(engine.Routers[0], now, actions), i);
            pair.Run(Duration.FromSeconds(10));
            return pair;
        }

        public void Command(Action<NodeEngine, Instant, ActionList> command, int node)
        {
            command(_engines[node], _now, _actions);
            Deliver(node);
        }

        public void Run(Duration duration)
        {
            var end = _now + duration;
            while (Instant.Min(_engines[0].NextDeadline, _engines[1].NextDeadline) is var next && next <= end)
            {
                _now = next;
                for (var i = 0; i < 2; i++)
                {
                    _engines[i].Advance(_now, _actions);
                    Deliver(i);
                }
            }

            _now = end;
        }

        private NodeEngine Node(byte priority, string address)
        {
            var instance = Tests.Election.RouterFixture.Seed with { Priority = priority };
            var engine = new NodeEngine(new NodeConfiguration { Instances = [instance] }, _now);
            var status = Tests.Election.RouterFixture.Eth0 with { PrimaryIPv4 = Bytes.Address(address) };
            engine.InterfaceChanged(status, _now, _actions);
            _actions.Clear();
            return engine;
        }

        /// <summary>What a node sends reaches the other at once, and so does the other's answer.</summary>
        private void Deliver(int sender)
        {
            var sent = new List<(IpAddress Source, byte[] Payload)>();
            foreach (ref readonly var action in _actions.Span)
            {
                if (action.Kind != ActionKind.SendAdvertisement) continue;
                var buffer = new byte[128];
                var router = action.Router;
                var length = router.WriteAdvertisement(action.Priority, router.Destinations[0], buffer);
                sent.Add((router.Source, buffer[..length]));
            }

            _actions.Clear();
            if (!Connected) return;
            foreach (var (source, payload) in sent)
            {
                var packet = new ReceivedPacket
                {
                    InterfaceIndex = 2,
                    Source = source,
                    Destination = Core.Wire.VrrpGroup.IPv4,
                    TimeToLive = 255,
                    Payload = payload,
                };
                _engines[1 - sender].Receive(packet, _now, _actions);
                Deliver(1 - sender);
            }
        }
    }
}
