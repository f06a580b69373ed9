namespace HaVip.Core.Configuration;

/// <summary>Finds what a mistyped name was meant to be.</summary>
public static class NearestName
{
    /// <summary>Longer texts are no typing mistakes, and comparing them costs time.</summary>
    private const int Longest = 40;

    private const int ShortestAbbreviation = 3;

    /// <summary>The nearest of the names, the first of equals; null where none is near.</summary>
    public static string? Find(string text, IReadOnlyCollection<string> names)
    {
        if (text.Length > Longest) return null;
        string? nearest = null;
        var best = int.MaxValue;
        var wanted = Bare(text);
        foreach (var name in names)
        {
            var bare = Bare(name);
            var distance = Distance(wanted, bare);
            if (distance >= best || distance > Math.Max(1, Math.Min(wanted.Length, bare.Length) / 3)) continue;
            best = distance;
            nearest = name;
        }

        return nearest ?? Abbreviated(wanted, names);
    }

    /// <summary>The one name that begins so; null where several do.</summary>
    private static string? Abbreviated(string wanted, IReadOnlyCollection<string> names)
    {
        if (wanted.Length < ShortestAbbreviation) return null;
        var starting = names.Where(n => Bare(n).StartsWith(wanted, StringComparison.Ordinal)).Take(2).ToArray();
        return starting.Length == 1 ? starting[0] : null;
    }

    /// <summary>Case and the separators of other styles (<c>virtual_router_id</c>) are no difference.</summary>
    private static string Bare(string text) =>
        string.Concat(text.Where(c => c is not ('_' or '-' or ' ')).Select(char.ToLowerInvariant));

    /// <summary>Letters added, left out, changed or swapped with their neighbour (optimal string alignment).</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(change, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
