using System.Globalization;
using System.Text;
using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml;

/// <summary>
/// Writes a tree as YAML: blocks, with a mapping of single values inside of a list or an instance on one line.
/// </summary>
internal static class YamlText
{
    private const int Indentation = 2;

    public static string Render(SourceMapping root)
    {
        var text = new StringBuilder();
        WriteEntries(text, root, 0, depth: 0);
        return text.ToString();
    }

    /// <summary>The lines of one key and its value, as <see cref="Render"/> writes them.</summary>
    public static string Entry(SourceNode key, SourceNode value, int indentation, int depth)
    {
        var text = new StringBuilder().Append(' ', indentation);
        WriteEntries(text, new SourceMapping(default, [new(key, value)], 1), indentation, depth);
        return text.ToString();
    }

    /// <summary>The lines of one item of a list, its dash at the indentation.</summary>
    public static string Item(SourceNode item, int indentation, int depth)
    {
        var text = new StringBuilder();
        WriteItem(text, item, indentation, depth);
        return text.ToString();
    }

    /// <summary>A text without quotes where YAML takes it for a text anyway.</summary>
    public static SourceScalar Scalar(string value) => new(default, value, IsPlainText(value));

    /// <summary>Conservative: what some YAML reader could take for a number, a boolean, a null or syntax is quoted.</summary>
    public static bool IsPlainText(string value)
    {
        if (value.Length == 0 || !(char.IsAsciiLetterOrDigit(value[0]) || value[0] == '/')) return false;
        if (!value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '/' or '@' or ':')) return false;
        if (value[^1] == ':' || value.Contains("::", StringComparison.Ordinal)) return false;
        var isAddress = value.Count(c => c == '.') == 3;
        if (!isAddress && (char.IsAsciiDigit(value[0]) || value.Contains(':'))) return false;
        return value.ToLowerInvariant()
            is not ("null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n");
    }

    /// <summary>Whether two values are written the same way; the order of a mapping's keys is no difference.</summary>
    public static bool Same(SourceNode left, SourceNode right) => (left, right) switch
    {
        (SourceMapping a, SourceMapping b) => a.Entries.Count == b.Entries.Count
            && a.Entries.All(e => b.Entries.Any(other => Same(e.Key, other.Key) && Same(e.Value, other.Value))),
        (SourceList a, SourceList b) => a.Items.Count == b.Items.Count
            && a.Items.Zip(b.Items).All(pair => Same(pair.First, pair.Second)),
        _ => Inline(left) == Inline(right),
    };

    /// <summary>A value on one line.</summary>
    public static string Inline(SourceNode node) => node switch
    {
        SourceScalar { IsPlain: true } scalar => scalar.Text,
        SourceScalar scalar => Quoted(scalar.Text),
        SourceMapping { Entries.Count: 0 } => "{}",
        SourceMapping mapping =>
            "{ " + string.Join(", ", mapping.Entries.Select(e => $"{Inline(e.Key)}: {Inline(e.Value)}")) + " }",
        SourceList list => "[" + string.Join(", ", list.Items.Select(Inline)) + "]",
        _ => throw new ArgumentException($"{node.GetType().Name} has no text.", nameof(node)),
    };

    private static void WriteEntries(StringBuilder text, SourceMapping mapping, int indentation, int depth)
    {
        for (var i = 0; i < mapping.Entries.Count; i++)
        {
            var (key, value) = mapping.Entries[i];
            if (i > 0) text.Append(' ', indentation);
            text.Append(((SourceScalar)key).Text).Append(':');
            WriteValue(text, value, indentation, depth + 1);
        }
    }

    private static void WriteValue(StringBuilder text, SourceNode value, int indentation, int depth)
    {
        switch (value)
        {
            case SourceMapping mapping when depth == 1 && mapping.Entries.Count > 0:
                text.Append('\n').Append(' ', indentation + Indentation);
                WriteEntries(text, mapping, indentation + Indentation, depth);
                break;
            case SourceList list when list.Items.Count > 0:
                text.Append('\n');
                foreach (var item in list.Items) WriteItem(text, item, indentation + Indentation, depth);
                break;
            default:
                text.Append(' ').Append(Inline(value)).Append('\n');
                break;
        }
    }

    private static void WriteItem(StringBuilder text, SourceNode item, int indentation, int depth)
    {
        text.Append(' ', indentation).Append("- ");
        if (item is SourceMapping mapping && depth == 1) WriteEntries(text, mapping, indentation + Indentation, depth);
        else text.Append(Inline(item)).Append('\n');
    }

    private static string Quoted(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\') text.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~') text.Append(c);
            else text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return text.Append('"').ToString();
    }
}
