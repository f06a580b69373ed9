using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml.Editing;

/// <summary>Which entries of a mapping or items of a list go, and what comes behind which of them.</summary>
internal sealed class Rearrangement(SourceNode source, int count)
{
    private readonly bool[] _removed = new bool[count];
    private readonly List<(int Place, SourceNode? Key, SourceNode Value)> _inserted = [];

    public SourceNode Source => source;

    public int Count => count;

    /// <summary>In the order they shall stand in; a list's items have no key.</summary>
    public IReadOnlyList<(int Place, SourceNode? Key, SourceNode Value)> Inserted => _inserted;

    public bool IsEmpty => _inserted.Count == 0 && !Array.Exists(_removed, removed => removed);

    public bool KeepsNothing => Array.TrueForAll(_removed, removed => removed);

    /// <exception cref="NotEditableException">There is no such entry in the text.</exception>
    public void Remove(int index)
    {
        if (index < 0) throw new NotEditableException();
        _removed[index] = true;
    }

    /// <param name="place">The index it goes behind; -1 for the first place.</param>
    /// <param name="key">Null for an item of a list.</param>
    /// <param name="value">The value.</param>
    public void Insert(int place, SourceNode? key, SourceNode value) => _inserted.Add((place, key, value));

    public bool IsRemoved(int index) => _removed[index];

    /// <summary>The nearest one that stays, at an index or before it; -1 where there is none.</summary>
    public int KeptUpTo(int index)
    {
        while (index >= 0 && _removed[index]) index--;
        return index;
    }

    /// <summary>The nearest one that stays, at an index or behind it; the count where there is none.</summary>
    public int KeptFrom(int index)
    {
        while (index < count && _removed[index]) index++;
        return index;
    }
}
