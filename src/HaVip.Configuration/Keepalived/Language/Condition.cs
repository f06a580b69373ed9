namespace HaVip.Configuration.Keepalived.Language;

/// <summary>
/// <c>@id</c> before a line makes it count for that configuration id alone, <c>@^id</c> for all others.
/// </summary>
internal static class Condition
{
    /// <summary>Takes the conditions off a line; false where one of them is not met or nothing follows it.</summary>
    public static bool TryTake(ref TrackedText line, string configurationId)
    {
        while (!line.IsEmpty && line[0] == '@')
        {
            var isReversed = line.Length > 1 && line[1] == '^';
            var start = isReversed ? 2 : 1;
            var end = start;
            while (end < line.Length && !Blanks.Are(line[end])) end++;
            var holds = line.Text.AsSpan(start, end - start).SequenceEqual(configurationId) != isReversed;
            line = line.Slice(end).Trim();
            if (!holds || line.IsEmpty) return false;
        }

        return true;
    }
}
