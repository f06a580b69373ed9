using HaVip.Core.Election;
using HaVip.Core.Values;

namespace HaVip.Simulation.SmallWorld;

internal sealed partial class InterleavedWorld
{
    private readonly List<Action> _moves = [];

    /// <summary>Plays one sequence; false where it came to a world that <paramref name="seen"/> has already.</summary>
    public bool Play(ChoiceSequence choices, HashSet<string> seen)
    {
        for (var step = 0; step < _script.Steps; step++)
        {
            CollectMoves();
            _moves[choices.Choose(_moves.Count)]();
            // The same world with as many steps to go has the same future.
            if (choices.IsNew && !seen.Add($"{step} {Describe()}")) return false;
        }

        CheckSettles();
        return true;
    }

    private void CollectMoves()
    {
        _moves.Clear();
        if (_nodes[EarliestNode()].NextDeadline != Instant.Never) _moves.Add(() => FireTimer(EarliestNode()));
        for (var i = 0; i < _packets.Count && i < _script.Reordering; i++)
        {
            var index = i;
            _moves.Add(() => Deliver(index));
            if (_drops > 0) _moves.Add(() => Drop(index));
        }

        foreach (var node in _nodes) CollectMovesOf(node);
    }

    private void CollectMovesOf(SmallNode node)
    {
        if (!node.IsAlive)
        {
            _moves.Add(() => Do(node, () => node.Boot(_now)));
            return;
        }

        if (_crashes > 0) _moves.Add(() => Crash(node));
        if (_commands == 0 || node.IsStopped) return;
        if (node.Router.State == VrrpState.Master) _moves.Add(() => Command(node, () => node.Give(_now)));
        else _moves.Add(() => Command(node, () => node.Take(_now)));
        if (node.Router.Held) _moves.Add(() => Command(node, () => node.Failback(_now)));
    }

    private void Drop(int index)
    {
        _drops--;
        _packets.RemoveAt(index);
    }

    private void Crash(SmallNode node)
    {
        _crashes--;
        node.Crash();
    }

    private void Command(SmallNode node, Action call)
    {
        _commands--;
        Do(node, call);
    }
}
