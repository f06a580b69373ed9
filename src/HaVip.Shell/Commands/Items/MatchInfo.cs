using System.Globalization;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>One line that <c>Select-String</c> found.</summary>
public sealed class MatchInfo
{
    private const string NoFile = "InputStream";

    internal MatchInfo(string line, long lineNumber, string? path, string pattern, Match[] matches)
    {
        Line = line;
        LineNumber = lineNumber;
        Path = path ?? NoFile;
        Pattern = pattern;
        Matches = matches;
    }

    public string Line { get; }

    public long LineNumber { get; }

    public string Path { get; }

    public string Filename => System.IO.Path.GetFileName(Path);

    public string Pattern { get; }

    public Match[] Matches { get; }

    public override string ToString() => ToString(null);

    public string ToString(string? directory) => Path == NoFile
        ? Line
        : string.Create(CultureInfo.InvariantCulture,
            $"{(directory is null ? Path : System.IO.Path.GetRelativePath(directory, Path))}:{LineNumber}:{Line}");

    /// <summary>The form the engine's view of matches asks for.</summary>
    public string ToEmphasizedString(string directory) => ToString(directory);
}
