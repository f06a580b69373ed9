using HaVip.Configuration.Keepalived.Language;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>The words of a line, one after the other.</summary>
internal sealed class WordCursor(IReadOnlyList<Word> words)
{
    private int _next;

    /// <summary>The next word, which stays where it is; null at the end.</summary>
    public string? Peek => _next < words.Count ? words[_next].Text : null;

    /// <summary>The next word; null at the end.</summary>
    public string? Take() => _next < words.Count ? words[_next++].Text : null;

    /// <summary>Takes the next word where it is this one.</summary>
    public bool TakeIf(string word)
    {
        if (Peek != word) return false;
        _next++;
        return true;
    }
}
