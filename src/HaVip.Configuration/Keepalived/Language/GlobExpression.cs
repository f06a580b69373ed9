namespace HaVip.Configuration.Keepalived.Language;

/// <summary>Whether a name is one of those a pattern without slash stands for.</summary>
internal static class GlobExpression
{
    /// <summary>Takes no more steps than both lengths multiplied: a star gives way to the next only.</summary>
    public static bool Matches(string pattern, string name)
    {
        var (p, n) = (0, 0);
        var (star, resume) = (-1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p++, n);
                continue;
            }

            if (p < pattern.Length && MatchesOne(pattern, p, name[n], out var next))
            {
                (p, n) = (next, n + 1);
                continue;
            }

            if (star < 0) return false;
            (p, n) = (star + 1, ++resume);
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    private static bool MatchesOne(string pattern, int position, char c, out int next)
    {
        next = position + 1;
        if (pattern[position] == '?') return true;
        if (pattern[position] == '[' && pattern.IndexOf(']', Math.Min(position + 2, pattern.Length)) is > 0 and var end)
        {
            next = end + 1;
            return IsIn(pattern[(position + 1)..end], c);
        }

        if (pattern[position] != '\\' || next == pattern.Length) return pattern[position] == c;
        return pattern[next++] == c;
    }

    private static bool IsIn(string set, char c)
    {
        var isNegated = set[0] is '!' or '^';
        var found = false;
        for (var i = isNegated ? 1 : 0; i < set.Length; i++)
        {
            var isRange = i + 2 < set.Length && set[i + 1] == '-';
            found |= isRange ? c >= set[i] && c <= set[i + 2] : c == set[i];
            if (isRange) i += 2;
        }

        return found != isNegated;
    }
}
