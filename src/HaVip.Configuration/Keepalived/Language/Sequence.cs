using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HaVip.Configuration.Keepalived.Language;

/// <summary>
/// <c>~SEQ(v, start, step, end)</c>, <c>~SEQx</c> and <c>~LST(v, a, b)</c>: the rest of the line is read once for each
/// set of values.
/// </summary>
internal sealed class Sequence
{
    private Sequence(IReadOnlyList<string> names, IEnumerable<IReadOnlyList<string>> values, TrackedText rest)
    {
        Names = names;
        Values = values;
        Rest = rest;
    }

    public IReadOnlyList<string> Names { get; }

    /// <summary>As many values as there are names, each time.</summary>
    public IEnumerable<IReadOnlyList<string>> Values { get; }

    public TrackedText Rest { get; }

    /// <summary>Reads a line that begins with a tilde.</summary>
    public static bool TryRead(TrackedText line, [NotNullWhen(true)] out Sequence? sequence)
    {
        sequence = null;
        var text = line.Text;
        var open = text.IndexOf('(');
        var close = text.IndexOf(')', Math.Max(open, 0));
        if (open < 0 || close < 0) return false;
        var fields = Fields(text[(open + 1)..close]);
        var rest = line.Slice(close + 1).Trim();
        sequence = text[..open].TrimEnd() switch
        {
            "~SEQ" => Numbers(fields, rest, "d"),
            "~SEQx" => Numbers(fields, rest, "x"),
            "~LST" => List(fields, rest),
            _ => null,
        };
        return sequence is not null;
    }

    private static Sequence? Numbers(List<string> fields, TrackedText rest, string format)
    {
        if (fields.Count is < 2 or > 4 || !IsName(fields[0])) return null;
        var numbers = fields.Skip(1).Select(Number).ToArray();
        if (numbers.Any(number => number is null)) return null;
        var (start, step, end) = numbers switch
        {
            [{ } last] => (last < 0 ? -1 : 1, last < 1 ? -1 : 1, last),
            [{ } first, { } last] => (first, first <= last ? 1 : -1, last),
            _ => (numbers[0]!.Value, numbers[1]!.Value, numbers[2]!.Value),
        };
        if (step == 0 || (start < end && step < 0) || (start > end && step > 0)) return null;
        return new Sequence([fields[0]], Count(start, step, end, format), rest);
    }

    private static IEnumerable<IReadOnlyList<string>> Count(int start, int step, int end, string format)
    {
        for (long i = start; step > 0 ? i <= end : i >= end; i += step)
            yield return [((int)i).ToString(format, NumberFormatInfo.InvariantInfo)];
    }

    private static Sequence? List(List<string> fields, TrackedText rest)
    {
        var sets = fields.ConvertAll(Members);
        if (sets.Count < 2 || !sets[0].All(IsName) || sets.Exists(set => set.Count != sets[0].Count)) return null;
        return new Sequence(sets[0], sets.Skip(1), rest);
    }

    private static IReadOnlyList<string> Members(string field) =>
        field is ['{', .., '}'] ? [.. field[1..^1].Split(',').Select(member => member.Trim())] : [field];

    /// <summary>Cut at the commas that are not between braces.</summary>
    private static List<string> Fields(string text)
    {
        var fields = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '{') depth++;
            else if (i < text.Length && text[i] == '}') depth--;
            if (i < text.Length && (text[i] != ',' || depth > 0)) continue;
            fields.Add(text[start..i].Trim());
            start = i + 1;
        }

        return fields;
    }

    private static bool IsName(string text) => text.Length > 0 && Parameter.EndOfName(text, 0) == text.Length;

    /// <summary>Decimal, or hexadecimal after <c>0x</c>, or octal after <c>0</c>, as C reads it.</summary>
    private static int? Number(string text)
    {
        var sign = text.StartsWith('-') ? -1 : 1;
        var digits = text.TrimStart('-', '+');
        try
        {
            if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
                return sign * Convert.ToInt32(digits[2..], 16);
            if (digits.Length > 1 && digits[0] == '0') return sign * Convert.ToInt32(digits, 8);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, NumberFormatInfo.InvariantInfo, out var number)
            ? number
            : null;
    }
}
