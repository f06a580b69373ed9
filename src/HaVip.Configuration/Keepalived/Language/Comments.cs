namespace HaVip.Configuration.Keepalived.Language;

/// <summary>
/// Takes comments away: from <c>#</c> or <c>!</c> to the end of the line, wherever it stands but between double quotes.
/// Single quotes do not keep one, as the parser of keepalived goes.
/// </summary>
internal static class Comments
{
    /// <param name="line">A line as it stands in the file.</param>
    /// <param name="continues">The line ended in a backslash, which is taken away.</param>
    public static TrackedText Strip(TrackedText line, out bool continues)
    {
        continues = false;
        var kept = new List<int>(line.Length);
        var (isQuoted, isComment) = (false, false);
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
            else if (c is '#' or '!' && !isQuoted) isComment = true;
            if (!isComment) kept.Add(i);
        }

        return line.Pick(kept).Trim();
    }
}
