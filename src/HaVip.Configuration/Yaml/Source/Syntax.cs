using YamlDotNet.Core;

namespace HaVip.Configuration.Yaml.Source;

/// <summary>Turns the YAML parser's complaints into ones a person can act on.</summary>
internal static class Syntax
{
    public static SourcePosition At(in Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    /// <summary>A tab in the indentation is behind many syntax errors and named by few of them.</summary>
    public static SourceException Explain(string text, YamlException problem)
    {
        var position = Within(text, At(problem.Start));
        if (TabInIndentation(text, position.Line - 1, At(problem.End).Line + 1) is { } tab)
        {
            return new SourceException(
                ReaderRules.TabIndentation,
                tab,
                "This line is indented with a tab, which YAML does not allow.",
                "Indent with spaces.");
        }

        return new SourceException(
            ReaderRules.YamlSyntax,
            position,
            $"This is not YAML: {Uncapitalized(problem.Message)}",
            "Check indentation, colons, brackets and quotes here and in the line before.");
    }

    // The parser takes the end of the text for the end of a line, and names the line that would follow.
    private static SourcePosition Within(string text, SourcePosition position)
    {
        var end = SourcePosition.After(text);
        return position.Line > end.Line ? end : position;
    }

    // The parser may name the value before the tab or stop after it, so the lines around count too.
    private static SourcePosition? TabInIndentation(string text, int first, int last)
    {
        var rest = text.AsSpan();
        var more = true;
        for (var line = 1; more && line <= last; line++)
        {
            more = SourceLines.TryTake(ref rest, out var current);
            var indentation = current[..(current.Length - current.TrimStart(" \t").Length)];
            var tab = indentation.IndexOf('\t');
            if (tab >= 0 && line >= first && indentation.Length < current.Length) return new(line, tab + 1);
        }

        return null;
    }

    private static string Uncapitalized(string message)
    {
        var text = message.TrimEnd('.', ' ');
        return text.Length == 0 ? "it cannot be parsed." : $"{char.ToLowerInvariant(text[0])}{text[1..]}.";
    }
}
