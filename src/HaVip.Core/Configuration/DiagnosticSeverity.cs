namespace HaVip.Core.Configuration;

public enum DiagnosticSeverity
{
    Warning,
    Error,
}
