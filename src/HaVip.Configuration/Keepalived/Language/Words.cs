namespace HaVip.Configuration.Keepalived.Language;

/// <summary>Takes a line apart at blanks; double quotes keep blanks, and end the word before them.</summary>
internal static class Words
{
    /// <param name="line">Without comments and braces.</param>
    /// <param name="open">Where a double quote stands that has no partner; its word and what follows are lost.</param>
    public static List<Word> Split(TrackedText line, out int? open)
    {
        open = null;
        var words = new List<Word>();
        var position = 0;
        while (true)
        {
            while (position < line.Length && Blanks.Are(line[position])) position++;
            if (position == line.Length) return words;
            var isQuoted = line[position] == '"';
            var start = isQuoted ? position + 1 : position;
            var end = isQuoted ? line.Text.IndexOf('"', start) : EndOf(line, start);
            if (end < 0)
            {
                open = position;
                return words;
            }

            words.Add(new Word(line.Text[start..end], isQuoted, line.PlaceOf(position)));
            position = isQuoted ? end + 1 : end;
        }
    }

    private static int EndOf(TrackedText line, int position)
    {
        while (position < line.Length && line[position] != '"' && !Blanks.Are(line[position])) position++;
        return position;
    }
}
