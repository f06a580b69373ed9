using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml.Editing;

internal sealed partial class TreeEdit
{
    private void ChangeMapping(SourceMapping source, SourceMapping before, SourceMapping after, int depth)
    {
        var part = new Rearrangement(source, source.Entries.Count);
        foreach (var (key, value) in after.Entries)
        {
            var was = Find(before, TextOf(key));
            if (was is { } same && YamlText.Same(same.Value, value)) continue;
            var index = IndexOf(source, TextOf(key));
            if (index < 0) part.Insert(PlaceOf(key, after, source), key, value);
            else ChangeEntry(source.Entries[index], was?.Value, value, depth);
        }

        foreach (var (key, _) in before.Entries)
        {
            if (Find(after, TextOf(key)) is null) part.Remove(IndexOf(source, TextOf(key)));
        }

        Rearrange(part, depth, after);
    }

    private void ChangeEntry(KeyValuePair<SourceNode, SourceNode> entry, SourceNode? before, SourceNode after, int depth)
    {
        var (key, value) = entry;
        if (value.IsNull && !key.Position.IsBefore(value.Position)) throw new NotEditableException();
        if (value is SourceScalar { IsNull: true, Text: "" })
        {
            var colon = text.Text.IndexOf(':', key.End);
            if (colon < 0) throw new NotEditableException();
            _edits.Insert(colon + 1, $" {YamlText.Inline(after)}");
            return;
        }

        RequirePlace(key, value);
        if (value is SourceList { IsFlow: false } && value.Position.Column <= key.Position.Column) _flush.Add(value);
        if (before is null) Replace(value, after);
        else Change(value, before, after, depth + 1);
    }

    /// <summary>Behind which of the source's entries a new one goes, by the order of the writer; -1 for the first.</summary>
    private static int PlaceOf(SourceNode key, SourceMapping after, SourceMapping source)
    {
        var place = -1;
        foreach (var (other, _) in after.Entries)
        {
            if (ReferenceEquals(other, key)) break;
            var index = IndexOf(source, TextOf(other));
            if (index >= 0) place = index;
        }

        return place;
    }

    private static int IndexOf(SourceMapping source, string? key)
    {
        for (var i = 0; i < source.Entries.Count; i++)
        {
            if (TextOf(source.Entries[i].Key) == key) return i;
        }

        return -1;
    }
}
