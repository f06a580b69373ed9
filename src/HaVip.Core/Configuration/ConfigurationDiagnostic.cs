namespace HaVip.Core.Configuration;

/// <summary>One finding about a configuration: what, where, and what to do.</summary>
public sealed record ConfigurationDiagnostic
{
    public DiagnosticSeverity Severity { get; init; } = DiagnosticSeverity.Error;

    /// <summary>Stable name of the rule, such as <c>VirtualRouterIdRange</c>.</summary>
    public required string RuleId { get; init; }

    /// <summary>One sentence: what is wrong.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it; null where the message says it all.</summary>
    public string? Recommendation { get; init; }

    /// <summary>The key, such as <c>instances[0].virtualRouterId</c>; null for the file as a whole.</summary>
    public string? Path { get; init; }

    public string? File { get; init; }

    /// <summary>1-based; 0 where there is no text behind the configuration.</summary>
    public int Line { get; init; }

    /// <summary>1-based; 0 where there is no text behind the configuration.</summary>
    public int Column { get; init; }

    /// <summary>
    /// <c>file:line:column: error RuleId: message</c>, the form editors jump to; the path where there is no text.
    /// </summary>
    public override string ToString()
    {
        var place = File ?? (Line == 0 ? Path : null) ?? "";
        if (Line > 0) place += $"{(place.Length > 0 ? ":" : "")}{Line}:{Column}";
        if (place.Length > 0) place += ": ";
        var advice = Recommendation is null ? "" : $" {Recommendation}";
        var severity = Severity == DiagnosticSeverity.Error ? "error" : "warning";
        return $"{place}{severity} {RuleId}: {Message}{advice}";
    }
}
