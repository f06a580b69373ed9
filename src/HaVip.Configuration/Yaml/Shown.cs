namespace HaVip.Configuration.Yaml;

/// <summary>Text of others as a message quotes it: one line, and not longer than a person reads.</summary>
public static class Shown
{
    private const int Longest = 60;

    public static string Text(string text)
    {
        var cut = text.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "...") : text;
        return OneLine(cut);
    }

    /// <summary>The whole text, with a question mark for what is no visible character by itself.</summary>
    public static string OneLine(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
}
