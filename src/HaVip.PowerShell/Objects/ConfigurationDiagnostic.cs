using HaVip.Core.Configuration;

namespace HaVip;

/// <summary>One finding about a configuration.</summary>
public sealed class ConfigurationDiagnostic
{
    private readonly string _text;

    internal ConfigurationDiagnostic(Core.Configuration.ConfigurationDiagnostic diagnostic)
    {
        _text = diagnostic.ToString();
        Severity = diagnostic.Severity;
        RuleId = diagnostic.RuleId;
        Message = diagnostic.Message;
        Recommendation = diagnostic.Recommendation;
        Key = diagnostic.Path;
        File = diagnostic.File;
        Line = diagnostic.Line;
        Column = diagnostic.Column;
    }

    public DiagnosticSeverity Severity { get; }

    /// <summary>Stable name of the rule.</summary>
    public string RuleId { get; }

    public string Message { get; }

    public string? Recommendation { get; }

    /// <summary>Such as <c>instances[0].virtualRouterId</c>.</summary>
    public string? Key { get; }

    public string? File { get; }

    /// <summary>1-based; 0 where there is no text behind the configuration.</summary>
    public int Line { get; }

    public int Column { get; }

    /// <summary><c>file:line:column: error RuleId: message</c>.</summary>
    public override string ToString() => _text;
}
