namespace HaVip.Configuration.Yaml.Source;

/// <summary>Lines as the YAML parser counts them, which differs from how .NET does: a form feed ends none.</summary>
internal static class SourceLines
{
    private const string Ends = "\r\n\u0085\u2028\u2029";

    /// <summary>Takes the first line and its end off a text; false where it is the last and has no end.</summary>
    public static bool TryTake(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> line)
    {
        var end = text.IndexOfAny(Ends);
        line = end < 0 ? text : text[..end];
        if (end < 0) return false;
        var isPair = text[end..].StartsWith("\r\n");
        text = text[(end + (isPair ? 2 : 1))..];
        return true;
    }
}
