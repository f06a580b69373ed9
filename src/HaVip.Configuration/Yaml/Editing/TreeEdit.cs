using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Editing;

/// <summary>
/// Carries the difference between two configurations over to a text that says the first of them. It compares the trees
/// the writer would write, and knows nothing of what keys mean; <paramref name="scope"/> says how coarse to be.
/// </summary>
internal sealed partial class TreeEdit(SourceText text, EditScope scope)
{
    private readonly TextEdits _edits = new(text.Text);

    /// <summary>Lists whose dashes stand right below their key, where nothing but a list may stand.</summary>
    private readonly HashSet<SourceNode> _flush = new(ReferenceEqualityComparer.Instance);

    public string Apply() => _edits.Apply();

    public void ChangeRoot(SourceMapping source, SourceMapping before, SourceMapping after)
    {
        if (scope == EditScope.List) RewriteInstances(source, after);
        else ChangeMapping(source, before, after, depth: 0);
    }

    private void Change(SourceNode source, SourceNode before, SourceNode after, int depth)
    {
        if (YamlText.Same(before, after)) return;
        switch (source, before, after)
        {
            case (SourceMapping mapping, SourceMapping was, SourceMapping target):
                ChangeMapping(mapping, was, target, depth);
                break;
            case (SourceList list, SourceList was, SourceList target) when list.Items.Count == was.Items.Count:
                ChangeList(list, was, target, depth);
                break;
            default:
                Replace(source, after);
                break;
        }
    }

    private void Replace(SourceNode source, SourceNode after)
    {
        var (start, end) = Extent(source);
        _edits.Replace(start, end, (_flush.Contains(source) ? "  " : "") + YamlText.Inline(after));
    }

    private void RewriteInstances(SourceMapping source, SourceMapping after)
    {
        var (key, value) = Find(source, ConfigurationKeys.Instances) ?? throw new NotEditableException();
        var written = Find(after, ConfigurationKeys.Instances) ?? throw new NotEditableException();
        RequirePlace(key, value);
        var indentation = key.Position.Column - 1;
        var lines = Lines(YamlText.Entry(written.Key, written.Value, indentation, depth: 0));
        var (start, end) = (text.Offset(key.Position), Extent(value).End);
        _edits.Replace(start, end, lines.TrimStart(' ').TrimEnd('\r', '\n'));
    }

    /// <summary>The offsets of a value, without white space behind it.</summary>
    private (int Start, int End) Extent(SourceNode node)
    {
        var (start, end) = (text.Offset(node.Position), node.End);
        while (end > start && char.IsWhiteSpace(text.Text[end - 1])) end--;
        return (start, end);
    }

    /// <summary>Where a value stands behind what precedes it: an alias stands elsewhere.</summary>
    private static void RequirePlace(SourceNode before, SourceNode value)
    {
        if (!before.Position.IsBefore(value.Position)) throw new NotEditableException();
    }

    private string Lines(string written) => text.NewLine == "\n" ? written : written.Replace("\n", text.NewLine);

    private static string? TextOf(SourceNode key) => (key as SourceScalar)?.Text;

    private static KeyValuePair<SourceNode, SourceNode>? Find(SourceMapping mapping, string? key)
    {
        foreach (var entry in mapping.Entries)
        {
            if (TextOf(entry.Key) == key) return entry;
        }

        return null;
    }
}
