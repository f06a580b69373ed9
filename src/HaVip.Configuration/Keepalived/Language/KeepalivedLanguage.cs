namespace HaVip.Configuration.Keepalived.Language;

/// <summary>From a file to statements.</summary>
internal static class KeepalivedLanguage
{
    public static IReadOnlyList<Statement> Read(
        SourceFile file, SourceLoader loader, Findings findings, KeepalivedReadOptions options)
    {
        var parameters = new Parameters(options.ConfigurationId, options.EnvironmentVariable);
        var lines = new LineReader(loader, parameters, options.ConfigurationId, findings);
        return new StatementReader(findings).Read(lines.Read(file));
    }
}
