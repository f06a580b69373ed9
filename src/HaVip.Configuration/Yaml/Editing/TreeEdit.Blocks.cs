using HaVip.Configuration.Yaml.Source;

namespace HaVip.Configuration.Yaml.Editing;

/// <summary>Entries and items on lines of their own.</summary>
internal sealed partial class TreeEdit
{
    private void RemoveBlocks(Rearrangement part)
    {
        for (var i = 0; i < part.Count; i++)
        {
            if (!part.IsRemoved(i)) continue;
            var (start, end) = BlockAt(part, i);
            if (text.BeginsLine(start)) RemoveLines(part, i, start, end);
            else i = RemoveBehindDash(part, i);
        }
    }

    private void RemoveLines(Rearrangement part, int index, int start, int end)
    {
        RequireEnd(end);
        var (first, last) = (text.LineOf(start), text.LineOf(end));
        if (part.Source is SourceList list && IsNamed(list.Items[0]))
            (first, last) = WithComments(first, last, isLast: part.KeptFrom(index) == part.Count);
        _edits.Delete(text.LineStart(first), text.LineStart(last + 1));
    }

    /// <summary>
    /// An instance takes along what is written about it: the comment directly above, and what is commented out at its end;
    /// with the blank lines up to the next instance, or where there is none, up to the one before.
    /// </summary>
    private (int First, int Last) WithComments(int first, int last, bool isLast)
    {
        var dash = text.IndentationOf(first);
        while (first > 1 && text.IsComment(first - 1) && text.IndentationOf(first - 1) == dash) first--;
        last = LastOfItem(dash, last);
        if (!isLast) while (last < text.LineCount && text.IsBlank(last + 1)) last++;
        else while (first > 1 && text.IsBlank(first - 1)) first--;
        return (first, last);
    }

    /// <summary>The last line of an item with the comments below it that are indented like its keys.</summary>
    private int LastOfItem(int dash, int last)
    {
        for (var line = last + 1; line <= text.LineCount; line++)
        {
            if (text.IsComment(line) && text.IndentationOf(line) > dash) last = line;
            else if (!text.IsBlank(line)) break;
        }

        return last;
    }

    // "- preempt: false" as the first of an item's keys: the next one that stays takes its place behind the dash.
    private int RemoveBehindDash(Rearrangement part, int index)
    {
        if (index > 0) throw new NotEditableException();
        var next = part.KeptFrom(index);
        _edits.Delete(PartAt(part, index).Start, PartAt(part, next).Start);
        return next;
    }

    private void InsertBlocks(Rearrangement part, int depth)
    {
        foreach (var (place, key, value) in part.Inserted)
        {
            var before = part.KeptUpTo(place);

            // The order of keys says nothing, and the first may stand behind a dash.
            if (before < 0 && key is not null) before = part.KeptFrom(0);
            var (start, end) = BlockAt(part, before >= 0 ? before : part.KeptFrom(0));
            RequireEnd(end);
            var indentation = Indentation(part);
            var lines = Lines(key is null
                ? YamlText.Item(value, indentation, depth)
                : YamlText.Entry(key, value, indentation, depth));
            if (before < 0) _edits.Insert(text.LineStart(text.LineOf(start)), lines);
            else InsertBehind(part, before, end, lines);
        }
    }

    private void InsertBehind(Rearrangement part, int before, int end, string lines)
    {
        var last = text.LineOf(end);
        if (part.Source is SourceList list && IsNamed(list.Items[0]))
        {
            var dash = Indentation(part);
            last = LastOfItem(dash, last);
            var first = text.LineOf(BlockAt(part, before).Start);
            if (before > 0 && HasBlankAbove(first)) lines = text.NewLine + lines;
        }

        var at = text.LineStart(last + 1);
        var isOpen = at == text.Text.Length && !EndsWithNewLine;
        _edits.Insert(at, isOpen ? text.NewLine + lines.TrimEnd('\r', '\n') : lines);
    }

    /// <summary>Items are told apart by blank lines, so a new one is too.</summary>
    private bool HasBlankAbove(int line)
    {
        while (line > 1 && text.IsComment(line - 1)) line--;
        return line > 1 && text.IsBlank(line - 1);
    }

    private bool EndsWithNewLine => text.Text.Length == 0 || text.Text[^1] is '\n' or '\r';

    /// <summary>The column, counted from 0, of a mapping's keys or a list's dashes.</summary>
    private static int Indentation(Rearrangement part) => part.Source is SourceMapping mapping
        ? mapping.Entries[0].Key.Position.Column - 1
        : part.Source.Position.Column - 1;

    /// <summary>The offsets of an entry, or of an item with its dash.</summary>
    private (int Start, int End) BlockAt(Rearrangement part, int index)
    {
        var (start, end) = PartAt(part, index);
        if (part.Source is not SourceList list) return (start, end);
        var dash = text.LineStart(text.LineOf(start)) + list.Position.Column - 1;
        if (dash >= start || text.Text[dash] != '-' || !text.BeginsLine(dash)) throw new NotEditableException();
        return (dash, end);
    }

    private void RequireEnd(int end)
    {
        if (!text.EndsLine(end)) throw new NotEditableException();
    }
}
