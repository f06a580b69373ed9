namespace HaVip.Configuration.Keepalived.Language;

/// <summary>
/// Takes comments away: from <c>#</c> or <c>!</c> to the end of the line, wherever it stands but between double quotes.
/// Single quotes do not keep one, as the parser of keepalived goes.
/// </summary>
internal static class Comments
{
    public static StrippedLine Strip(TrackedText line)
    {
        var kept = new List<int>(line.Length);
        var (isQuoted, isComment, continues) = (false, false, false);
        TextPlace? cut = null;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '\\')
            {
                if (i + 1 == line.Length)
                {
                    continues = true;
                    break;
                }

                // The backslash that keeps a character from beginning a comment is gone after it has done so.
                if (!isComment && (isQuoted || line[i + 1] is not ('#' or '!'))) kept.Add(i);
                i++;
            }
            else if (c == '"' && !isComment) isQuoted = !isQuoted;
            else if (c is '#' or '!' && !isQuoted && !isComment)
            {
                isComment = true;
                if (i > 0 && (char.IsAsciiLetterOrDigit(line[i - 1]) || line[i - 1] == '\'')) cut = line.PlaceOf(i);
            }

            if (!isComment) kept.Add(i);
        }

        return new StrippedLine(line.Pick(kept).Trim(), continues, cut, isQuoted);
    }
}
