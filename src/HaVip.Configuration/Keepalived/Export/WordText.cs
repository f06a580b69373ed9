using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using HaVip.Configuration.Keepalived.Language;
using HaVip.Core.Values;

namespace HaVip.Configuration.Keepalived.Export;

/// <summary>Values as words of keepalived's language.</summary>
internal static class WordText
{
    private const string SafeSigns = "_@%+=:,./-";

    /// <summary>
    /// A word as keepalived's lexer reads it back; false where there is no way to write it: the lexer knows no escape
    /// in ordinary words, so a double quote can be in none and a backslash at the end of none, and a brace alone is one,
    /// whatever is around it.
    /// </summary>
    public static bool TryWrite(string text, [NotNullWhen(true)] out string? written) =>
        TryWrite("word ", text, out written);

    /// <summary>As the first word of a line, where more can mean something else.</summary>
    public static bool TryWriteFirst(string text, [NotNullWhen(true)] out string? written) =>
        TryWrite("", text, out written);

    /// <summary>A command as the one word that stands behind <c>script</c> and <c>notify</c>.</summary>
    public static string Command(IReadOnlyList<string> command) => $"\"{string.Join(' ', command.Select(Argument))}\"";

    /// <summary>Words behind <c>process</c>, which are taken apart once and not twice.</summary>
    public static string Words(IEnumerable<string> words) =>
        string.Join(' ', words.Select(word => Escaped(word, "\\")));

    public static string Seconds(Duration time) =>
        (time.Microseconds / 1_000_000m).ToString("0.######", NumberFormatInfo.InvariantInfo);

    private static string Argument(string text)
    {
        var isQuotable = text.Length == 0
            || (text.Any(c => !IsSafe(c))
                && text.All(c => !char.IsControl(c) && c is not ('\'' or '"' or '\\' or '$')));
        return isQuotable ? $"'{text}'" : Escaped(text, "\\\\");
    }

    /// <summary>Every character that could mean something as an octal number; the lexer has bytes.</summary>
    private static string Escaped(string text, string backslash)
    {
        if (text.Length == 0) return "''";
        var written = new StringBuilder();
        foreach (var c in text)
        {
            if (IsSafe(c) || c > 0x7F) written.Append(c);
            else written.Append(backslash).Append(Convert.ToString(c, 8).PadLeft(3, '0'));
        }

        return written.ToString();
    }

    private static bool IsSafe(char c) => char.IsAsciiLetterOrDigit(c) || SafeSigns.Contains(c);

    private static bool TryWrite(string before, string text, [NotNullWhen(true)] out string? written)
    {
        written = null;
        if (text is "{" or "}") return false;
        written = new[] { text, $"\"{text}\"" }.FirstOrDefault(candidate => IsReadAs(before, candidate, text));
        return written is not null;
    }

    private static bool IsReadAs(string before, string candidate, string text)
    {
        var line = before + candidate;
        if (Comments.Strip(new TrackedText(line, null, 1)).IsQuoteOpen) return false;
        var findings = new Findings();
        var file = SourceFile.Of($"{line}\nend", null, null);
        var statements = KeepalivedLanguage.Read(
            file, new SourceLoader(findings), findings, new KeepalivedReadOptions { EnvironmentVariable = _ => null });
        return findings.Items.Count == 0 && statements is [{ Block: null, All: [.., var word] } first, _]
            && word.Text == text && first.All.Count == (before.Length == 0 ? 1 : 2);
    }
}
