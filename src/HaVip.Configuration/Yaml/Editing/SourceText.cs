using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml.Editing;

/// <summary>A text with its lines, between the places the parser names and offsets into the text.</summary>
internal sealed class SourceText
{
    private readonly List<int> _starts = [0];

    public SourceText(string text)
    {
        Text = text;
        var rest = text.AsSpan();
        while (SourceLines.TryTake(ref rest, out _)) _starts.Add(text.Length - rest.Length);
        NewLine = _starts.Count > 1 && text.AsSpan(0, _starts[1]).EndsWith("\r\n") ? "\r\n" : "\n";
    }

    public string Text { get; }

    /// <summary>How the first line ends.</summary>
    public string NewLine { get; }

    public int LineCount => _starts.Count;

    /// <summary>The offset of a place; that of the end for places behind it.</summary>
    public int Offset(SourcePosition position) =>
        position.Line > _starts.Count ? Text.Length : Math.Min(_starts[position.Line - 1] + position.Column - 1, Text.Length);

    /// <summary>The 1-based line that holds the character at an offset.</summary>
    public int LineOf(int offset)
    {
        var found = _starts.BinarySearch(offset);
        return found >= 0 ? found + 1 : ~found;
    }

    public int LineStart(int line) => line > _starts.Count ? Text.Length : _starts[line - 1];

    /// <summary>The line without its end.</summary>
    public ReadOnlySpan<char> Line(int line) =>
        Text.AsSpan(LineStart(line), LineStart(line + 1) - LineStart(line)).TrimEnd("\r\n\u0085\u2028\u2029");

    public bool IsBlank(int line) => Line(line).IsWhiteSpace();

    /// <summary>Nothing is in the line but a comment.</summary>
    public bool IsComment(int line) => Line(line).TrimStart(' ').StartsWith("#");

    public int IndentationOf(int line) => Line(line).Length - Line(line).TrimStart(' ').Length;

    /// <summary>From an offset to the end of its line nothing stands but white space or a comment.</summary>
    public bool EndsLine(int offset)
    {
        var rest = Text.AsSpan(offset, LineStart(LineOf(offset) + 1) - offset).Trim();
        return rest.IsEmpty || rest[0] == '#';
    }

    /// <summary>Nothing but spaces stands before the offset in its line.</summary>
    public bool BeginsLine(int offset)
    {
        var start = LineStart(LineOf(offset));
        return Text.AsSpan(start, offset - start).Trim(' ').IsEmpty;
    }
}
