namespace HaVip.Configuration.Keepalived.Language;

/// <summary>A line, or a part of one, each of whose characters still knows the column it came from.</summary>
internal sealed class TrackedText
{
    private readonly string? _file;
    private readonly int _line;
    private readonly int[] _columns;

    /// <param name="text">A line as it stands in the file.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="line">The line's number.</param>
    public TrackedText(string text, string? file, int line)
        : this(text, file, line, Counted(text.Length))
    {
    }

    private TrackedText(string text, string? file, int line, int[] columns)
    {
        Text = text;
        _file = file;
        _line = line;
        _columns = columns;
    }

    public string Text { get; }

    public int Length => Text.Length;

    public bool IsEmpty => Text.Length == 0;

    public char this[int index] => Text[index];

    public TextPlace Place => PlaceOf(0);

    /// <summary>The place of a character; the end of the text has one too.</summary>
    public TextPlace PlaceOf(int index)
    {
        if (index < _columns.Length) return new TextPlace(_file, _line, _columns[index]);
        return new TextPlace(_file, _line, _columns.Length == 0 ? 1 : _columns[^1] + 1);
    }

    public TrackedText Slice(int start) => Slice(start, Length - start);

    public TrackedText Slice(int start, int length) =>
        new(Text.Substring(start, length), _file, _line, _columns[start..(start + length)]);

    /// <summary>Without blanks at either end.</summary>
    public TrackedText Trim()
    {
        var (start, end) = (0, Length);
        while (start < end && Blanks.Are(Text[start])) start++;
        while (end > start && Blanks.Are(Text[end - 1])) end--;
        return start == 0 && end == Length ? this : Slice(start, end - start);
    }

    /// <summary>These characters alone.</summary>
    public TrackedText Pick(List<int> indices) => new(
        string.Create(indices.Count, indices, (span, from) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = Text[from[i]];
        }),
        _file,
        _line,
        [.. indices.Select(i => _columns[i])]);

    /// <summary>Puts a text in place of another; every character of it stands where the other began.</summary>
    public TrackedText Replace(int start, int length, string text)
    {
        var column = PlaceOf(start).Column;
        int[] columns =
            [.. _columns[..start], .. Enumerable.Repeat(column, text.Length), .. _columns[(start + length)..]];
        return new TrackedText(
            string.Concat(Text.AsSpan(0, start), text, Text.AsSpan(start + length)), _file, _line, columns);
    }

    public override string ToString() => Text;

    private static int[] Counted(int count)
    {
        var columns = new int[count];
        for (var i = 0; i < count; i++) columns[i] = i + 1;
        return columns;
    }
}
