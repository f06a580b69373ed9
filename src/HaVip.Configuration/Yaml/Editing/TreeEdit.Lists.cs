using HaVip.Configuration.Yaml.Source;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml.Editing;

internal sealed partial class TreeEdit
{
    private void ChangeList(SourceList source, SourceList before, SourceList after, int depth)
    {
        var part = new Rearrangement(source, source.Items.Count);
        var (was, target) = (Identities(before), Identities(after));
        var (i, j) = (0, 0);
        foreach (var (keptBefore, keptAfter) in CommonItems.Of(was, target).Append((was.Length, target.Length)))
        {
            // Between two items that stay: items without a name may have changed in place, others came or went.
            while (i < keptBefore && j < keptAfter && !IsNamed(before.Items[i]))
                ChangeItem(source, i, before.Items[i++], after.Items[j++], depth);
            while (i < keptBefore) part.Remove(i++);
            while (j < keptAfter) part.Insert(i - 1, null, after.Items[j++]);
            if (i < was.Length) ChangeItem(source, i, before.Items[i], after.Items[j], depth);
            (i, j) = (i + 1, j + 1);
        }

        Rearrange(part, depth, after);
    }

    private void ChangeItem(SourceList source, int index, SourceNode before, SourceNode after, int depth)
    {
        if (YamlText.Same(before, after)) return;
        var item = source.Items[index];
        RequireInside(source, item);
        if (scope != EditScope.Instances || !IsNamed(item)) Change(item, before, after, depth);
        else ReplaceItem(source, item, after, depth);
    }

    private void ReplaceItem(SourceList source, SourceNode item, SourceNode after, int depth)
    {
        if (source.IsFlow)
        {
            Replace(item, after);
            return;
        }

        var (start, end) = Extent(item);
        const int Dash = 2;
        var lines = YamlText.Item(after, item.Position.Column - 1 - Dash, depth)[(item.Position.Column - 1)..];
        _edits.Replace(start, end, Lines(lines).TrimEnd('\r', '\n'));
    }

    /// <summary>What makes items the same one: a name where they have one, else all they say.</summary>
    private static string[] Identities(SourceList list) =>
        [.. list.Items.Select(item => NameOf(item) ?? YamlText.Inline(item))];

    private static bool IsNamed(SourceNode item) => NameOf(item) is not null;

    private static string? NameOf(SourceNode item) =>
        item is SourceMapping mapping && Find(mapping, ConfigurationKeys.Name) is { } name ? TextOf(name.Value) : null;

    // A block's first item stands where the block begins, so only what is before that is elsewhere.
    private static void RequireInside(SourceNode around, SourceNode item)
    {
        if (item.Position.IsBefore(around.Position)) throw new NotEditableException();
    }
}
