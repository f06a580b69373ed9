namespace HaVip.Configuration.Keepalived.Language;

/// <summary><c>$NAME=VALUE</c>; of more than one line where each but the last ended in a backslash.</summary>
internal sealed class Parameter(string name, TrackedText first)
{
    public string Name => name;

    /// <summary>At least one; each knows where it was written.</summary>
    public List<TrackedText> Lines { get; } = [first];

    /// <summary>
    /// The definition that a line is; null where it is none. There is no blank before the equals sign, and every one
    /// after it is part of nothing.
    /// </summary>
    public static Parameter? Of(TrackedText line)
    {
        if (line.IsEmpty || line[0] != '$') return null;
        var end = EndOfName(line.Text, 1);
        if (end == 1 || end == line.Length || line[end] != '=') return null;
        return new Parameter(line.Text[1..end], line.Slice(end + 1).Trim());
    }

    /// <summary>Where the name ends that begins here; here where none does.</summary>
    public static int EndOfName(string text, int start)
    {
        var end = start;
        if (end < text.Length && char.IsAsciiDigit(text[end])) return start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_')) end++;
        return end;
    }
}
