using System.Text;
using HaVip.Configuration.Yaml;
using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Tests.Yaml.Editing;

/// <summary>
/// Writes a configuration as people do: comments and blank lines anywhere, keys in any order, blocks and brackets, any
/// indentation, either end of line. It says which lines belong to which instance.
/// </summary>
internal sealed class MessyYaml(Random random)
{
    private readonly List<(string Text, int Instance)> _lines = [];
    private int _instance = -1;

    public static (string Text, string[] Lines, int[] Instances) Write(SourceMapping root, int seed)
    {
        var random = new Random(seed);
        var writer = new MessyYaml(random);
        if (random.Next(3) == 0) writer.Line(0, "---");
        writer.Mapping(root, 0, isRoot: true);
        writer.Noise(0, always: random.Next(2) == 0);
        var end = random.Next(4) == 0 ? "\r\n" : "\n";
        var lines = writer._lines.Select(line => line.Text).ToArray();
        var text = string.Join(end, lines) + (random.Next(5) == 0 ? "" : end);
        return (text, lines, [.. writer._lines.Select(line => line.Instance)]);
    }

    private void Mapping(SourceMapping mapping, int indentation, bool isRoot = false, string first = "")
    {
        var entries = mapping.Entries.ToArray();

        // The order of HMAC keys, which are named by numbers, is kept by the reader.
        if (!char.IsAsciiDigit(((SourceScalar)entries[0].Key).Text[0])) random.Shuffle(entries);
        for (var i = 0; i < entries.Length; i++)
        {
            var lead = i == 0 && first.Length > 0 ? first : new string(' ', indentation);
            if (i > 0 || first.Length == 0) Noise(indentation);
            Entry(lead, ((SourceScalar)entries[i].Key).Text, entries[i].Value, indentation, isRoot);
        }
    }

    private void Entry(string lead, string key, SourceNode value, int indentation, bool isRoot)
    {
        if (value is SourceList { Items.Count: > 0 } list && (isRoot || random.Next(3) > 0))
        {
            Line(lead, $"{key}:{Comment()}");
            var dash = indentation + random.Next(3);
            for (var i = 0; i < list.Items.Count; i++)
            {
                if (random.Next(4) == 0) Noise(dash);
                if (isRoot && key == "instances") _instance = i;
                Item(list.Items[i], dash, isRoot);
                if (isRoot) _instance = -1;
            }
        }
        else if (value is SourceMapping { Entries.Count: > 0 } mapping && random.Next(2) == 0)
        {
            Line(lead, $"{key}:{Comment()}");
            Mapping(mapping, indentation + 1 + random.Next(4));
        }
        else
        {
            Line(lead, $"{key}: {Inline(value)}{Comment()}");
        }
    }

    private void Item(SourceNode item, int dash, bool isInstance)
    {
        var lead = new string(' ', dash) + "-" + new string(' ', 1 + random.Next(3));
        if (item is SourceMapping mapping && (isInstance || random.Next(3) == 0)) Mapping(mapping, lead.Length, first: lead);
        else Line(lead, Inline(item) + Comment());
    }

    private string Inline(SourceNode node) => node switch
    {
        SourceScalar { IsPlain: true } scalar => scalar.Text,
        SourceScalar scalar when random.Next(2) == 0 && scalar.Text.All(c => c is >= ' ' and <= '~') =>
            $"'{scalar.Text.Replace("'", "''", StringComparison.Ordinal)}'",
        SourceList list => Wrapped("[", list.Items.Select(Inline), "]"),
        SourceMapping mapping => Wrapped("{", mapping.Entries.Select(e => $"{Inline(e.Key)}: {Inline(e.Value)}"), "}"),
        _ => YamlText.Inline(node),
    };

    private string Wrapped(string open, IEnumerable<string> items, string close)
    {
        var space = random.Next(2) == 0 ? " " : "";
        return open + space + string.Join("," + new string(' ', 1 + random.Next(2)), items) + space + close;
    }

    private string Comment() => random.Next(4) == 0 ? $" # {Word()}" : "";

    private void Noise(int indentation, bool always = false)
    {
        while (always || random.Next(5) == 0)
        {
            always = false;
            Line(random.Next(2) == 0 ? indentation : 0, random.Next(2) == 0 ? "" : $"# {Word()}");
        }
    }

    private string Word() => $"{random.Next(1000)}: \"it's\" [a {{ - # b";

    private void Line(int indentation, string text) => Line(new string(' ', indentation), text);

    private void Line(string lead, string text)
    {
        var line = new StringBuilder(text.Length == 0 ? "" : lead).Append(text).ToString();
        _lines.Add((line, line.TrimStart().StartsWith('#') || line.Length == 0 ? -1 : _instance));
    }
}
