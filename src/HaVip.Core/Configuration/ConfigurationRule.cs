namespace HaVip.Core.Configuration;

/// <summary>One rule of the validator.</summary>
/// <param name="Id">Stable: scripts and documents refer to it.</param>
/// <param name="Severity">An error keeps the configuration from being used; a warning does not.</param>
/// <param name="Keys">
/// The keys of an instance the rule looks at. Where one of them could not be read, the rule has nothing to say:
/// the default that stands in its place is not what the author wrote.
/// </param>
public sealed record ConfigurationRule(string Id, DiagnosticSeverity Severity, IReadOnlyList<string> Keys);
