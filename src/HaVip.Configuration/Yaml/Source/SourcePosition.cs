namespace HaVip.Configuration.Yaml.Source;

/// <summary>A place in the text, both 1-based.</summary>
internal readonly record struct SourcePosition(int Line, int Column)
{
    public bool IsBefore(SourcePosition other) => Line < other.Line || (Line == other.Line && Column < other.Column);

    /// <summary>The place behind a text.</summary>
    public static SourcePosition After(ReadOnlySpan<char> text)
    {
        var line = 1;
        while (SourceLines.TryTake(ref text, out _)) line++;
        return new SourcePosition(line, text.Length + 1);
    }
}
