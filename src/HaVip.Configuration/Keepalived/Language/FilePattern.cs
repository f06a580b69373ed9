using System.IO.Enumeration;

namespace HaVip.Configuration.Keepalived.Language;

/// <summary>
/// The names of files as <c>include</c> takes them: <c>* ? [a-z] {a,b}</c>, a backslash before what is meant.
/// </summary>
internal static class FilePattern
{
    private const int MostNames = 1_000;
    private const string Wild = "*?[";

    public static bool IsWild(string pattern) => pattern.AsSpan().IndexOfAny(Wild) >= 0;

    /// <summary>The patterns that one with braces stands for, in its order.</summary>
    public static IReadOnlyList<string> Alternatives(string pattern)
    {
        var done = new List<string>();
        var open = new Stack<string>([pattern]);
        while (open.TryPop(out var next) && done.Count + open.Count <= MostNames)
        {
            if (FirstGroup(next) is not { } group) done.Add(next);
            else
            {
                foreach (var choice in Choices(next[(group.Start + 1)..group.End]).AsEnumerable().Reverse())
                    open.Push(string.Concat(next.AsSpan(0, group.Start), choice, next.AsSpan(group.End + 1)));
            }
        }

        return done;
    }

    /// <summary>The files and directories there are of that name, sorted; the path is absolute.</summary>
    public static IReadOnlyList<string> Match(string pattern)
    {
        List<string> found = ["/"];
        foreach (var part in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            found = [.. found.SelectMany(folder => Match(folder, part)).Take(MostNames)];
            if (found.Count == 0) break;
        }

        return found;
    }

    private static IEnumerable<string> Match(string folder, string part)
    {
        if (!IsWild(part))
        {
            var path = Path.Combine(folder, Unescaped(part));
            return Path.Exists(path) ? [path] : [];
        }

        return Entries(folder)
            .Where(name => (part[0] == '.' || name[0] != '.') && GlobExpression.Matches(part, name))
            .Order(StringComparer.Ordinal)
            .Select(name => Path.Combine(folder, name));
    }

    private static List<string> Entries(string folder)
    {
        try
        {
            return [.. new FileSystemEnumerable<string>(
                folder, (ref FileSystemEntry entry) => entry.FileName.ToString())];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be listed has no names that match, as for keepalived.
            return [];
        }
    }

    /// <summary>
    /// A brace that has a partner and a comma in between; <c>{}</c> and the like stand for themselves.
    /// </summary>
    private static (int Start, int End)? FirstGroup(string pattern)
    {
        for (var start = 0; start < pattern.Length; start++)
        {
            if (pattern[start] == '\\') start++;
            else if (pattern[start] == '{' && EndOfGroup(pattern, start) is { } end) return (start, end);
        }

        return null;
    }

    private static int? EndOfGroup(string pattern, int start)
    {
        var (depth, commas) = (0, 0);
        for (var i = start; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\') i++;
            else if (pattern[i] == '{') depth++;
            else if (pattern[i] == ',' && depth == 1) commas++;
            else if (pattern[i] == '}' && --depth == 0) return commas > 0 ? i : null;
        }

        return null;
    }

    private static List<string> Choices(string inner)
    {
        var choices = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i <= inner.Length; i++)
        {
            if (i < inner.Length && inner[i] == '{') depth++;
            else if (i < inner.Length && inner[i] == '}') depth--;
            if (i < inner.Length && (inner[i] != ',' || depth > 0)) continue;
            choices.Add(inner[start..i]);
            start = i + 1;
        }

        return choices;
    }

    private static string Unescaped(string part)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] == '\\' && i + 1 < part.Length) i++;
            text.Append(part[i]);
        }

        return text.ToString();
    }
}
