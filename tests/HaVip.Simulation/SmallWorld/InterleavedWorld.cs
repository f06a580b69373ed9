using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Simulation.SmallWorld;

/// <summary>
/// A few nodes whose packets wait until somebody says which one arrives, gets lost, or is overtaken by a timer, a crash
/// or a command. Time stands still except for timers, so a packet may be under way for as long as it takes.
/// </summary>
internal sealed partial class InterleavedWorld
{
    private readonly SmallScript _script;
    private readonly SmallNode[] _nodes;
    private readonly List<(int To, IpAddress Source, byte[] Payload)> _packets = [];
    private Instant _now = new(1_000_000);
    private int _drops;
    private int _crashes;
    private int _commands;
    private bool _opened;

    public InterleavedWorld(SmallScript script)
    {
        _script = script;
        _drops = script.Drops;
        _crashes = script.Crashes;
        _commands = script.Commands;
        _nodes = [.. script.Nodes.Select((configuration, index) => new SmallNode(index, configuration))];
        foreach (var node in _nodes) Do(node, () => node.Boot(_now));
        if (script.Settled) RunInOrder(Patience);
        Open();
    }

    /// <summary>Longer than any hand-over and the takeovers that follow it.</summary>
    private Duration Patience => Duration.FromSeconds(20);

    /// <summary>Everything that decides the future: equal worlds have equal futures.</summary>
    public string Describe()
    {
        var packets = _packets.Select(packet => $"{packet.To} {packet.Source} {Convert.ToHexString(packet.Payload)}");
        var nodes = _nodes.Select(node => node.Describe(_now));
        return $"{_drops} {_crashes} {_commands}|{string.Join('|', nodes)}|{string.Join('|', packets)}";
    }

    /// <summary>The network and all nodes behave from now on: one Master, the right one, must come of it.</summary>
    public void CheckSettles()
    {
        foreach (var node in _nodes.Where(node => !node.IsAlive)) Do(node, () => node.Boot(_now));
        RunInOrder(Patience);
        var masters = _nodes.Where(node => node.Router.State == VrrpState.Master).ToArray();
        if (masters.Length == 0 && _nodes.All(node => node.Router.Suspended || node.IsStopped)) return;
        if (masters.Length != 1) Fail($"{masters.Length} Masters");
        foreach (var node in _nodes) CheckFollows(node, masters[0]);
    }

    private void CheckFollows(SmallNode node, SmallNode master)
    {
        if (node.Owns != (node == master)) Fail($"{node.Address} {node.Router.State} owns: {node.Owns}");
        if (node == master || node.IsStopped) return;
        if (node.Router.MasterAddress != master.Address) Fail($"{node.Address} follows {node.Router.MasterAddress}");
        if (node.Preempts && node.Router.Priority > master.Router.Priority)
            Fail($"{node.Address} leaves the worse {master.Address} alone");
    }

    /// <summary>The last command's consequences are what the script is about.</summary>
    private void Open()
    {
        for (var i = 0; i < _script.Opening.Count; i++)
        {
            if (i > 0) RunInOrder(Patience);
            _opened = true;
            var (node, command) = _script.Opening[i];
            Do(_nodes[node], () => Command(_nodes[node], command));
        }
    }

    private void Command(SmallNode node, SmallCommand command)
    {
        switch (command)
        {
            case SmallCommand.Give: node.Give(_now); break;
            case SmallCommand.Take: node.Take(_now); break;
            case SmallCommand.Failback: node.Failback(_now); break;
            case SmallCommand.Stop: node.Stop(_now); break;
            default: node.Drain(_now); break;
        }
    }

    private void RunInOrder(Duration length)
    {
        var end = _now + length;
        DeliverAll();
        while (EarliestNode() is var next && _nodes[next].NextDeadline <= end)
        {
            FireTimer(next);
            DeliverAll();
        }

        _now = end;
    }

    private void DeliverAll()
    {
        while (_packets.Count > 0) Deliver(0);
    }

    private int EarliestNode()
    {
        var next = 0;
        for (var i = 1; i < _nodes.Length; i++)
        {
            if (_nodes[i].NextDeadline < _nodes[next].NextDeadline) next = i;
        }

        return next;
    }

    private void FireTimer(int node)
    {
        if (_nodes[node].NextDeadline > _now) _now = _nodes[node].NextDeadline;
        Do(_nodes[node], () => _nodes[node].Advance(_now));
    }

    private void Deliver(int index)
    {
        var (to, source, payload) = _packets[index];
        _packets.RemoveAt(index);
        if (_nodes[to].IsAlive) Do(_nodes[to], () => _nodes[to].Receive(payload, source, _now));
    }

    private void Do(SmallNode node, Action call)
    {
        call();
        foreach (var payload in node.Outbox)
        {
            for (var to = 0; to < _nodes.Length; to++)
            {
                if (_nodes[to] != node && _nodes[to].IsAlive) _packets.Add((to, node.Address, payload));
            }
        }

        node.Outbox.Clear();
        var spared = _drops == _script.Drops && _crashes == _script.Crashes;
        if (_script.AlwaysOwned && _opened && spared && !_nodes.Any(other => other.Owns)) Fail("nobody has the addresses");
    }

    private void Fail(string text) => throw new ViolationException("SmallWorld", _now, text);
}
