namespace HaVip.Configuration.Yaml.Editing;

/// <summary>Which items two lists have in common, in the order of both.</summary>
internal static class CommonItems
{
    /// <summary>Pairs of indices, a longest common subsequence.</summary>
    public static IReadOnlyList<(int Before, int After)> Of(string[] before, string[] after)
    {
        var lengths = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = before[i] == after[j]
                    ? lengths[i + 1, j + 1] + 1
                    : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return Pairs(before, after, lengths);
    }

    private static List<(int Before, int After)> Pairs(string[] before, string[] after, int[,] lengths)
    {
        var pairs = new List<(int, int)>();
        var (i, j) = (0, 0);
        while (i < before.Length && j < after.Length)
        {
            if (before[i] == after[j]) pairs.Add((i++, j++));
            else if (lengths[i + 1, j] >= lengths[i, j + 1]) i++;
            else j++;
        }

        return pairs;
    }
}
