namespace HaVip.Configuration.Keepalived.Language;

/// <summary>
/// The lines of a configuration as they mean something: without comments, with files included, conditions decided,
/// parameters replaced and sequences written out.
/// </summary>
internal sealed partial class LineReader(
    SourceLoader loader, Parameters parameters, string configurationId, Findings findings)
{
    private int _lines;
    private int _expansion;
    private bool _isOver;

    /// <summary>All lines of a file and of those it includes.</summary>
    /// <param name="file">Where to begin.</param>
    /// <param name="depth">How many files include this one.</param>
    public IEnumerable<TrackedText> Read(SourceFile file, int depth = 0)
    {
        var definition = default(Parameter?);
        for (var i = 0; i < file.Lines.Count && !_isOver; i++)
        {
            var line = Strip(file, i, out var continues);
            if (definition is not null)
            {
                definition = Continue(definition, line, continues);
                continue;
            }

            if (line.IsEmpty) continue;
            parameters.Directory = file.Directory;
            if (continues && (definition = BeginDefinition(ref line)) is not null) continue;
            if (continues) ReportContinuation(line);
            foreach (var expanded in Expand(line, file, depth, 0)) yield return expanded;
        }
    }

    private TrackedText Strip(SourceFile file, int index, out bool continues)
    {
        var text = file.Lines[index];
        var line = new TrackedText(text, file.Name, index + 1);
        if (text.Length > LanguageLimits.LineLength)
        {
            findings.Add(
                LanguageRules.ExpansionLimit, line.Place, $"The line is longer than {LanguageLimits.LineLength} characters.");
            line = line.Slice(0, LanguageLimits.LineLength);
        }

        var stripped = Comments.Strip(line);
        continues = stripped.Continues;
        if (stripped.Cut is { } place)
        {
            findings.Add(
                LanguageRules.CommentInWord,
                place,
                "A comment begins within this word, for keepalived too: what follows does not count.",
                "Put the word between double quotes, or a blank before the comment.");
        }

        return stripped.Text;
    }

    /// <summary>
    /// A definition of several lines, with or without a condition; an unmet condition makes its lines nobody's.
    /// </summary>
    private Parameter? BeginDefinition(ref TrackedText line)
    {
        var holds = Condition.TryTake(ref line, configurationId);
        if (Parameter.Of(line) is not { } parameter) return null;
        if (holds) parameters.Define(parameter);
        return parameter;
    }

    /// <summary>Takes in the next line of a definition; null where that was its last.</summary>
    private static Parameter? Continue(Parameter definition, TrackedText line, bool continues)
    {
        if (!line.IsEmpty) definition.Lines.Add(line);
        return continues ? definition : null;
    }

    private void ReportContinuation(TrackedText line) => findings.Add(
        LanguageRules.LineContinued,
        line.PlaceOf(line.Length),
        "A backslash at the end continues definitions alone; here it means nothing.",
        "Write the words on one line.");

    private bool IsWithinLimits(TrackedText line, int cost, int depth)
    {
        _expansion += cost;
        if (!_isOver && depth <= LanguageLimits.ExpansionDepth && _expansion <= LanguageLimits.Expansion
            && line.Length <= LanguageLimits.LineLength && _lines <= LanguageLimits.Lines)
            return true;
        if (!_isOver)
        {
            findings.Add(
                LanguageRules.ExpansionLimit,
                line.Place,
                "Parameters and sequences stand for too much text from here on.",
                "Look for one that contains itself.");
        }

        _isOver = true;
        return false;
    }
}
