using HaVip.Core.Configuration;

namespace HaVip.Configuration.Yaml;

/// <summary>What a reading found.</summary>
public sealed record ConfigurationReadResult
{
    /// <summary>The configuration; null where there are errors, so that half of a file is never put to use.</summary>
    public NodeConfiguration? Configuration { get; init; }

    /// <summary>All errors and warnings, in the order of the file.</summary>
    public required IReadOnlyList<ConfigurationDiagnostic> Diagnostics { get; init; }

    public bool HasErrors => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);
}
