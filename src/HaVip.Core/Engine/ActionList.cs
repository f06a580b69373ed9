using HaVip.Core.Election;

namespace HaVip.Core.Engine;

/// <summary>The complete list of work one call of the engine leaves to its host; reused, so it allocates only to grow.</summary>
public sealed class ActionList
{
    private EngineAction[] _items = new EngineAction[32];

    public int Count { get; private set; }

    public ref readonly EngineAction this[int index] => ref Span[index];

    public ReadOnlySpan<EngineAction> Span => _items.AsSpan(0, Count);

    public void Clear()
    {
        _items.AsSpan(0, Count).Clear();
        Count = 0;
    }

    internal void Add(in EngineAction action)
    {
        if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
        _items[Count++] = action;
    }

    internal void Add(ActionKind kind, VirtualRouter router) => Add(new EngineAction { Kind = kind, Router = router });
}
