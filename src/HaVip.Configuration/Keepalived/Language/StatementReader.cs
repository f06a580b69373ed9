namespace HaVip.Configuration.Keepalived.Language;

/// <summary>Makes blocks of lines. A brace may stand anywhere but between double quotes.</summary>
internal sealed class StatementReader(Findings findings)
{
    private readonly Stack<(List<Statement> Items, TextPlace Opened)> _open = new();
    private Statement? _last;

    /// <summary>The statements outside of all blocks.</summary>
    public IReadOnlyList<Statement> Read(IEnumerable<TrackedText> lines)
    {
        var items = new List<Statement>();
        _open.Push((items, default));
        foreach (var line in lines) Read(line);
        while (_open.Count > 1)
        {
            findings.Add(
                LanguageRules.BlockUnfinished,
                _open.Pop().Opened,
                "The block that begins here has no end.",
                "Look for the '}' that is missing.");
        }

        return items;
    }

    private void Read(TrackedText line)
    {
        var start = 0;
        while (start < line.Length)
        {
            var brace = FindBrace(line.Text, start);
            var part = line.Slice(start, (brace < 0 ? line.Length : brace) - start).Trim();
            if (!part.IsEmpty) Add(part);
            if (brace < 0) return;
            if (line[brace] == '{') Open(line.PlaceOf(brace));
            else Close(line.PlaceOf(brace));
            start = brace + 1;
        }
    }

    private static int FindBrace(string text, int start)
    {
        var isQuoted = false;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '"') isQuoted = !isQuoted;
            else if (text[i] is '{' or '}' && !isQuoted) return i;
        }

        return -1;
    }

    private void Add(TrackedText part)
    {
        var words = Words.Split(part, out var open);
        if (open is { } place)
        {
            findings.Add(
                LanguageRules.QuoteUnfinished,
                part.PlaceOf(place),
                "The quote that begins here has no end, so what follows it is lost.",
                "Write the other double quote on the same line.");
        }

        _last = words.Count == 0 ? null : new Statement(part, words);
        if (_last is not null) _open.Peek().Items.Add(_last);
    }

    private void Open(TextPlace place)
    {
        var block = new List<Statement>();
        if (_last is { Block: null }) _last.Block = block;
        else
        {
            findings.Add(
                LanguageRules.BraceUnexpected, place, "No keyword stands before this '{', so its block is left out.");
        }

        _open.Push((block, place));
        _last = null;
    }

    private void Close(TextPlace place)
    {
        _last = null;
        if (_open.Count > 1) _open.Pop();
        else findings.Add(
            LanguageRules.BraceUnexpected, place, "This '}' ends no block.", "Look for one too many before it.");
    }
}
