namespace HaVip.Configuration.Keepalived.Language;

/// <summary>A line of words, and the block in braces that belongs to it.</summary>
internal sealed class Statement(TrackedText line, IReadOnlyList<Word> words)
{
    /// <summary>The line, for those who take it apart otherwise.</summary>
    public TrackedText Line { get; } = line;

    public Word Keyword => words[0];

    public IReadOnlyList<Word> Arguments { get; } = [.. words.Skip(1)];

    /// <summary>All words, the keyword included: in a list of values there is none.</summary>
    public IReadOnlyList<Word> All => words;

    /// <summary>Null where no brace was opened.</summary>
    public List<Statement>? Block { get; set; }

    public TextPlace Place => Keyword.Place;

    /// <summary>The argument at an index; null where there are not so many.</summary>
    public string? Argument(int index) => index < Arguments.Count ? Arguments[index].Text : null;

    public override string ToString() => string.Join(' ', words);
}
