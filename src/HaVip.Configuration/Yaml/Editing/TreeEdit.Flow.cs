using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml.Editing;

internal sealed partial class TreeEdit
{
    private void Rearrange(Rearrangement part, int depth, SourceNode whole)
    {
        if (part.IsEmpty) return;
        if (part.KeepsNothing)
        {
            Replace(part.Source, whole);
        }
        else if (part.Source.IsFlow)
        {
            RemoveFlow(part);
            InsertFlow(part);
        }
        else
        {
            RemoveBlocks(part);
            InsertBlocks(part, depth);
        }
    }

    /// <summary>Takes parts with their commas out: up to the next one, or from the end of the one before the last.</summary>
    private void RemoveFlow(Rearrangement part)
    {
        for (var first = 0; first < part.Count; first++)
        {
            if (!part.IsRemoved(first)) continue;
            var next = part.KeptFrom(first);
            if (next < part.Count) _edits.Delete(PartAt(part, first).Start, PartAt(part, next).Start);
            else _edits.Delete(PartAt(part, first - 1).End, PartAt(part, next - 1).End);
            first = next;
        }
    }

    private void InsertFlow(Rearrangement part)
    {
        foreach (var (place, key, value) in part.Inserted)
        {
            var added = key is null ? YamlText.Inline(value) : $"{YamlText.Inline(key)}: {YamlText.Inline(value)}";
            var before = part.KeptUpTo(place);
            if (before >= 0) _edits.Insert(PartAt(part, before).End, $", {added}");
            else _edits.Insert(PartAt(part, part.KeptFrom(0)).Start, $"{added}, ");
        }
    }

    /// <summary>The offsets of an entry with its key, or of an item.</summary>
    private (int Start, int End) PartAt(Rearrangement part, int index)
    {
        if (part.Source is SourceList list)
        {
            RequireInside(list, list.Items[index]);
            return Extent(list.Items[index]);
        }

        var (key, value) = ((SourceMapping)part.Source).Entries[index];
        if (value is SourceScalar { IsNull: true, Text: "" }) return (text.Offset(key.Position), Colon(key) + 1);
        RequirePlace(key, value);
        return (text.Offset(key.Position), Extent(value).End);
    }

    private int Colon(SourceNode key)
    {
        var colon = text.Text.IndexOf(':', key.End);
        return colon >= 0 ? colon : throw new NotEditableException();
    }
}
