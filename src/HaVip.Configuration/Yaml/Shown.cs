namespace HaVip.Configuration.Yaml;

/// <summary>Text of the file as a message quotes it: one line, and not longer than a person reads.</summary>
internal static class Shown
{
    private const int Longest = 60;

    public static string Text(string text)
    {
        var cut = text.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "...") : text;
        return string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
    }
}
