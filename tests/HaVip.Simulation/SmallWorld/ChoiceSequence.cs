namespace HaVip.Simulation.SmallWorld;

/// <summary>
/// Walks through every sequence of choices, like the digits of an odometer: run a script from its beginning asking
/// <see cref="Choose"/> at every fork, then <see cref="TryAdvance"/> to the next sequence.
/// </summary>
internal sealed class ChoiceSequence
{
    private readonly List<(int Chosen, int Bound)> _choices = [];
    private int _at;
    private int _repeated;

    /// <summary>False while the way is still the one the last run went.</summary>
    public bool IsNew => _at > _repeated;

    /// <summary>0 to <paramref name="bound"/> - 1.</summary>
    public int Choose(int bound)
    {
        if (_at == _choices.Count) _choices.Add((0, bound));
        return _choices[_at++].Chosen;
    }

    /// <summary>False when all have been walked. Forks that this run did not come to are given up.</summary>
    public bool TryAdvance()
    {
        _choices.RemoveRange(_at, _choices.Count - _at);
        _at = 0;
        while (_choices.Count > 0)
        {
            var (chosen, bound) = _choices[^1];
            _choices.RemoveAt(_choices.Count - 1);
            if (chosen + 1 == bound) continue;
            _repeated = _choices.Count;
            _choices.Add((chosen + 1, bound));
            return true;
        }

        return false;
    }

    /// <summary>The choices taken so far, to find the same way again.</summary>
    public override string ToString() => string.Join(' ', _choices.Take(_at).Select(x => x.Chosen));
}
