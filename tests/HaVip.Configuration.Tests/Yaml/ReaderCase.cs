namespace HaVip.Configuration.Tests.Yaml;

/// <summary>
/// A text that breaks one rule. The place is where the mark <c>§</c> stands in it; the mark is taken out before reading.
/// </summary>
internal sealed record ReaderCase(string RuleId, string Path, string MarkedText, string Says)
{
    public const char Mark = '§';

    public string Text => MarkedText.Replace(Mark.ToString(), "", StringComparison.Ordinal);

    public (int Line, int Column) Place
    {
        get
        {
            var before = MarkedText[..MarkedText.IndexOf(Mark)];
            return (before.Count(c => c == '\n') + 1, before.Length - before.LastIndexOf('\n'));
        }
    }

    /// <summary>A case of one instance that is valid but for the lines given, which stand at its keys' indentation.</summary>
    public static ReaderCase Instance(string ruleId, string path, string lines, string says)
    {
        var key = lines.Replace(Mark.ToString(), "", StringComparison.Ordinal).Split(':')[0];
        var kept = Valid.Split('\n').Where(l => !l.StartsWith(key + ":", StringComparison.Ordinal));
        var text = "instances:\n  - " + string.Join("\n    ", kept.Concat(lines.Split('\n'))) + "\n";
        return new ReaderCase(ruleId, path.Length == 0 ? "instances[0]" : $"instances[0].{path}", text, says);
    }

    private const string Valid = "name: VI_1\ninterface: eth0\nvirtualRouterId: 52\nversion: 2\nvirtualAddresses: [192.168.7.100/24]";
}
