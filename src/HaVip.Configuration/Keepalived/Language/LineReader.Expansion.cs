namespace HaVip.Configuration.Keepalived.Language;

internal sealed partial class LineReader
{
    private static readonly string[] SecretKeywords = ["auth_pass", "key"];

    private IEnumerable<TrackedText> Expand(TrackedText line, SourceFile file, int depth, int nesting)
    {
        if (!IsWithinLimits(line, 0, nesting)) return [];
        if (!Condition.TryTake(ref line, configurationId) || line.IsEmpty) return [];
        if (Parameter.Of(line) is { } definition)
        {
            parameters.Define(definition);
            return [];
        }

        if (line[0] == '~') return Repeat(line, file, depth, nesting);
        if (Inclusion.Of(line) is { } inclusion) return Include(inclusion, line, file, depth);
        if (Replace(line) is { } lines) return lines.SelectMany(one => Expand(one, file, depth, nesting + 1));
        _lines++;
        return [line];
    }

    /// <summary>
    /// The line with its first parameter replaced, and the further lines of one that has several; null where there is
    /// none.
    /// </summary>
    private IReadOnlyList<TrackedText>? Replace(TrackedText line)
    {
        var isReplaced = false;
        var from = 0;
        while (ParameterReference.Find(line.Text, from) is { } reference)
        {
            if (parameters.Resolve(reference) is not { } values)
            {
                Complain(line, reference);
                from = reference.Start + 1;
                continue;
            }

            // Of what stands for several lines the first takes the place, and nothing follows on that line.
            line = line.Replace(reference.Start, reference.Length, values[0].Text);
            isReplaced = true;
            if (values.Count > 1) return [line.Trim(), .. values.Skip(1)];
            if (!IsWithinLimits(line, line.Length + 1, 0)) return [];
            if (line.Trim().Text.StartsWith('~')) break;
        }

        return isReplaced ? [line.Trim()] : null;
    }

    /// <summary>
    /// Between double quotes a dollar sign is the shell's, and what stands for a secret is not shown.
    /// </summary>
    private void Complain(TrackedText line, ParameterReference reference)
    {
        var isBraced = line[reference.Start + 1] == '{';
        var isQuoted = line.Text.AsSpan(0, reference.Start).Count('"') % 2 == 1;
        if (!isBraced || isQuoted || Array.Exists(SecretKeywords, word => line.Text.StartsWith(word, StringComparison.Ordinal)))
            return;
        var (rule, message, advice) = Parameters.Complaint(reference);
        findings.Add(rule, line.PlaceOf(reference.Start), message, advice);
    }

    private IEnumerable<TrackedText> Repeat(TrackedText line, SourceFile file, int depth, int nesting)
    {
        if (!Sequence.TryRead(line, out var sequence))
        {
            findings.Add(
                LanguageRules.SequenceFormat,
                line.Place,
                "This is no ~SEQ(name, start, step, end), ~SEQx(...) or ~LST(name, value, ...).",
                "A step leads from the start to the end.");
            yield break;
        }

        foreach (var values in sequence.Values)
        {
            for (var i = 0; i < values.Count; i++) parameters.Define(sequence.Names[i], values[i]);
            _lines++;
            foreach (var expanded in Expand(sequence.Rest, file, depth, nesting + 1)) yield return expanded;
            if (_isOver) yield break;
        }
    }

    private IEnumerable<TrackedText> Include(
        (string Keyword, string Name) inclusion, TrackedText line, SourceFile file, int depth)
    {
        if (file.Directory is not { } directory)
        {
            findings.Add(
                LanguageRules.IncludeNotFollowed,
                line.Place,
                "A text has no folder in which the file to include could be.",
                "Read the configuration from its file.");
            yield break;
        }

        if (depth == LanguageLimits.IncludeDepth)
        {
            findings.Add(LanguageRules.IncludeLimit, line.Place, "Files include each other too deeply.");
            yield break;
        }

        foreach (var path in Inclusion.Resolve(inclusion, directory, line.Place, findings))
        {
            if (loader.Load(path, line.Place) is not { } included) continue;
            foreach (var read in Read(included, depth + 1)) yield return read;
            if (_isOver) yield break;
        }

        parameters.Directory = file.Directory;
    }
}
