namespace HaVip.Configuration.Keepalived.Language;

/// <summary><c>$NAME</c> before a blank or the end, or <c>${NAME}</c>, <c>${NAME arguments}</c> anywhere.</summary>
/// <param name="Name">Which parameter.</param>
/// <param name="Arguments">What stands between the name and the brace; empty for nothing.</param>
/// <param name="Start">Where the dollar sign stands.</param>
/// <param name="Length">Of all of it.</param>
internal readonly record struct ParameterReference(string Name, string Arguments, int Start, int Length)
{
    /// <summary>The first one at or after a position.</summary>
    public static ParameterReference? Find(string text, int from)
    {
        for (var start = text.IndexOf('$', from); start >= 0; start = text.IndexOf('$', start + 1))
        {
            var isBraced = start + 1 < text.Length && text[start + 1] == '{';
            var name = start + (isBraced ? 2 : 1);
            var end = Parameter.EndOfName(text, name);
            if (end == name) continue;
            if (!isBraced)
            {
                if (end < text.Length && !Blanks.Are(text[end])) continue;
                return new ParameterReference(text[name..end], "", start, end - start);
            }

            var brace = text.IndexOf('}', end);
            if (brace < 0 || (brace > end && text[end] != ' ')) continue;
            return new ParameterReference(text[name..end], text[end..brace].Trim(), start, brace + 1 - start);
        }

        return null;
    }
}
