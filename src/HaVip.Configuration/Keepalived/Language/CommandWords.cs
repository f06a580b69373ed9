using System.Text;

namespace HaVip.Configuration.Keepalived.Language;

/// <summary>
/// Takes a command apart as keepalived does it: both quotes, and the escapes of C, also within quotes.
/// </summary>
internal static class CommandWords
{
    /// <summary>The words; null where a quote or an escape is not finished.</summary>
    public static string[]? Split(string text)
    {
        var words = new List<string>();
        var position = 0;
        while (true)
        {
            while (position < text.Length && Blanks.Are(text[position])) position++;
            if (position == text.Length) return [.. words];
            if (ReadWord(text, ref position) is not { } word) return null;
            words.Add(word);
        }
    }

    private static string? ReadWord(string text, ref int position)
    {
        var word = new StringBuilder();
        var quote = '\0';
        while (position < text.Length)
        {
            var c = text[position];
            if (quote == '\0' && Blanks.Are(c)) break;
            position++;
            if (c == '\\')
            {
                if (position == text.Length) return null;
                word.Append(ReadEscape(text, ref position));
            }
            else if (quote != '\0' && c == quote) quote = '\0';
            else if (quote == '\0' && c is '"' or '\'') quote = c;
            else word.Append(c);
        }

        return quote == '\0' ? word.ToString() : null;
    }

    private static char ReadEscape(string text, ref int position)
    {
        var c = text[position++];
        if (c == 'x' && position < text.Length && char.IsAsciiHexDigit(text[position]))
            return ReadDigits(text, ref position, 16, int.MaxValue);
        if (c == 'c' && position < text.Length) return (char)(text[position++] & 0x1F);
        if (c is < '0' or > '7') return Named(c);
        position--;
        return ReadDigits(text, ref position, 8, 3);
    }

    /// <summary>Eight bits, as a char of C has them.</summary>
    private static char ReadDigits(string text, ref int position, int radix, int most)
    {
        var value = 0;
        for (var i = 0; i < most && position < text.Length && Digit(text[position]) is { } digit && digit < radix; i++)
        {
            value = ((value * radix) + digit) & 0xFF;
            position++;
        }

        return (char)value;
    }

    private static int? Digit(char c) => char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : null;

    private static char Named(char c) => c switch
    {
        'a' => '\a',
        'b' => '\b',
        'E' => '\u001B',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        _ => c,
    };
}
