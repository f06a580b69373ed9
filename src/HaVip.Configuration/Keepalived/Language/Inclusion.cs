using HaVip.Configuration.Files;
using HaVip.Core.Configuration;

namespace HaVip.Configuration.Keepalived.Language;

/// <summary>
/// <c>include</c> and its variants. The rest of the line is the name, quotes and all; a problem is an error only for
/// the variants that ask for it.
/// </summary>
internal static class Inclusion
{
    private const UnixFileMode Executable =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private static readonly string[] Keywords = ["include", "includer", "includem", "includew", "includeb", "includea"];

    /// <summary>The keyword and the name; null where the line is something else.</summary>
    public static (string Keyword, string Name)? Of(TrackedText line)
    {
        if (!line.Text.StartsWith(Keywords[0], StringComparison.Ordinal)) return null;
        var end = 0;
        while (end < line.Length && !Blanks.Are(line[end])) end++;
        var name = line.Text[end..].Trim();
        return name.Length > 0 && Keywords.Contains(line.Text[..end]) ? (line.Text[..end], name) : null;
    }

    /// <summary>The files to read in its place, with findings for what is not there.</summary>
    public static IReadOnlyList<string> Resolve(
        (string Keyword, string Name) inclusion, string directory, TextPlace place, Findings findings)
    {
        var files = new List<string>();
        foreach (var pattern in FilePattern.Alternatives(inclusion.Name))
        {
            var found =
                FilePattern.Match(Path.Combine(directory, pattern)).Where(path => !Directory.Exists(path)).ToList();
            if (found.Count == 0) Missing(inclusion, pattern, place, findings);
            foreach (var path in found)
            {
                if (IsReadable(path, inclusion.Keyword, place, findings)) files.Add(path);
            }
        }

        return files;
    }

    private static void Missing(
        (string Keyword, string Name) inclusion, string pattern, TextPlace place, Findings findings)
    {
        var isWild = FilePattern.IsWild(pattern);
        var isBraced = pattern != inclusion.Name;
        var isRequired = inclusion.Keyword switch
        {
            "includea" => true,
            "includew" => isWild || !isBraced,
            "includem" => !isWild && !isBraced,
            "includeb" => isBraced,
            _ => false,
        };
        if (isWild && !isRequired) return;
        var advice = inclusion.Name.Contains('"') || inclusion.Name.Contains('\'')
            ? "keepalived takes quotes for a part of the name: write it without them."
            : "Names are relative to the file they stand in.";
        findings.Add(
            isRequired ? LanguageRules.IncludeRequired : LanguageRules.IncludeMissing,
            place,
            $"No file is called '{Yaml.Shown.Text(pattern)}', so nothing is included.",
            advice);
    }

    /// <summary>keepalived reads no programs, no devices and no pipes.</summary>
    private static bool IsReadable(string path, string keyword, TextPlace place, Findings findings)
    {
        var shown = Yaml.Shown.OneLine(path);
        if (RegularFile.Is(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) == 0))
            return true;
        findings.Add(
            keyword == Keywords[0] ? LanguageRules.IncludeSkipped : LanguageRules.IncludeUnreadable,
            place,
            $"'{shown}' is a program or no plain file: keepalived leaves it out, and so do we.",
            $"Run 'chmod -x {shown}' if it is meant to be read.");
        return false;
    }
}
