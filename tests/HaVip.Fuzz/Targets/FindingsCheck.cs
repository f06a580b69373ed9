using System.Text;
using HaVip.Core.Configuration;

namespace HaVip.Fuzz.Targets;

/// <summary>Each finding is one line of words about a place that is there, and in the order of the file.</summary>
internal static class FindingsCheck
{
    public static void Check(ReadOnlySpan<byte> input, IReadOnlyList<ConfigurationDiagnostic> findings)
    {
        if (findings.Count > 0) Check(findings, Lines(Encoding.UTF8.GetString(input).TrimStart('\uFEFF')));
    }

    /// <param name="findings">What was found.</param>
    /// <param name="lines">The length of each line, as the reader breaks them.</param>
    public static void Check(IReadOnlyList<ConfigurationDiagnostic> findings, IReadOnlyList<int> lines)
    {
        var last = (Line: 0, Column: 0);
        foreach (var finding in findings)
        {
            var text = finding.ToString();
            Oracle.Holds(!text.Any(char.IsControl), $"A finding is of more than one line: {text}");
            Oracle.Holds(finding.RuleId.Length > 0 && finding.Message.Length > 0, $"A finding says nothing: {text}");
            Oracle.Holds(finding.Line >= 1 && finding.Column >= 1, $"A finding is nowhere: {text}");
            Oracle.Holds(finding.Line <= lines.Count, $"A finding is behind the end of {lines.Count} lines: {text}");
            var width = lines[finding.Line - 1];
            Oracle.Holds(finding.Column <= width + 1, $"A finding is behind the end of its line of {width}: {text}");
            Oracle.Holds(last.CompareTo((finding.Line, finding.Column)) <= 0, $"A finding is out of order: {text}");
            last = (finding.Line, finding.Column);
        }
    }

    /// <summary>The length of each line, as YAML 1.2 and its parser break them.</summary>
    private static List<int> Lines(string text)
    {
        var lines = new List<int>();
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\n' or '\r' or '\u0085' or '\u2028' or '\u2029')) continue;
            lines.Add(i - start);
            if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
            start = i + 1;
        }

        lines.Add(text.Length - start);
        return lines;
    }
}
